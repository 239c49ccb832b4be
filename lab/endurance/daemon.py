"""How the service bears many clients at once, what it says to too many, and what it costs while nobody speaks.

The clients run in the service's own process, so that their work is counted as its own.
"""

import asyncio
import statistics
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy as np
import psutil
from pydantic import BaseModel, ConfigDict

from asr import wake
from assistant.config import Config
from assistant.networks import Networks
from lab.endurance.broken_parts import Disk
from lab.endurance.testbed import Client, Testbed
from runtime import Audio
from runtime.machine import Machine, this_machine
from runtime.provenance import Provenance

_QUESTION = "What time is it?"
_ANSWER = "It is a quarter past ten."
_SETTLING_SECONDS = 20.0
_IDLE_SECONDS = 30.0
_OVERLOAD_SECONDS = 20.0
_GLANCE = 0.002  # seconds
_AGAIN = 1.0  # seconds until a client that was told "busy" asks again
_SAMPLES = 60
Progress = Callable[[int, int, str], None]


class Latency(BaseModel):
    """Milliseconds from the last byte of a request to the last event of its answer."""

    model_config = ConfigDict(frozen=True)

    requests: int
    median: float
    p95: float
    p99: float
    longest: float


class Load(BaseModel):
    """What became of the requests of many clients.

    Attributes:
        clients: At once.
        seconds: For so long.
        pause: Seconds each client waits between two requests.
        rate: Requests answered a second.
        latencies: By kind of request.
        refused: Requests answered with an error, by its code.
        lost: Requests without an answer.
        most_waiting: The longest queue seen.
    """

    model_config = ConfigDict(frozen=True)

    clients: int
    seconds: float
    pause: float
    rate: float
    latencies: dict[str, Latency]
    refused: dict[str, int]
    lost: int
    most_waiting: int


class DaemonRecord(BaseModel):
    """What was measured, and how.

    Attributes:
        provenance: Where, when, with what.
        machine: The clients ran on it too.
        longest_queue: Requests that may wait.
        steady: At a rate that the machine can serve.
        overload: More clients than that, none of which pauses but those who were told "busy".
        ready: Whether ``/ready`` said yes after both.
        resident_mb: Memory at each of sixty points of the steady part, in 10^6 bytes.
        growth_mb: From the mean of the second sixth of them to that of the last: the first is warming up.
        resident_mb_after: Memory after the overload.
        descriptors: Open files and sockets before and after.
        tasks: Of the event loop, before and after.
        idle_percent: Of one core, while listening to a quiet room: with voice activity detection alone, and with two
            wake words as well.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    machine: Machine
    longest_queue: int
    steady: Load
    overload: Load
    ready: bool
    resident_mb: tuple[float, ...]
    growth_mb: float
    resident_mb_after: float
    descriptors: tuple[int, int]
    tasks: tuple[int, int]
    idle_percent: dict[str, float]


@dataclass(slots=True)
class Tally:
    """What is counted while clients ask.

    Attributes:
        spans: Milliseconds of each answer, by kind of request.
        refused: Requests answered with an error, by its code.
        lost: Requests without an answer.
        most_waiting: The longest queue seen.
        memory: Resident, in 10^6 bytes, from time to time.
    """

    spans: dict[str, list[float]] = field(default_factory=dict)
    refused: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    most_waiting: int = 0
    memory: list[float] = field(default_factory=list)

    def load(self, clients: int, seconds: float, pause: float) -> Load:
        """What became of it all."""
        answered = sum(len(spans) for spans in self.spans.values())
        return Load(
            clients=clients,
            seconds=seconds,
            pause=pause,
            rate=round(answered / seconds, 2),
            latencies={kind: _latency(spans) for kind, spans in sorted(self.spans.items())},
            refused=dict(self.refused),
            lost=self.lost,
            most_waiting=self.most_waiting,
        )


async def measure(
    config: Config,
    clients: int,
    seconds: float,
    pause: float,
    networks: Networks | None = None,
    progress: Progress = lambda *_: None,
) -> DaemonRecord:
    """Let clients ask for a while.

    Args:
        config: Settings.
        clients: At once.
        seconds: For so long.
        pause: Seconds between two requests of one client.
        networks: Loaded already, or none.
        progress: Told of each sixtieth.
    """
    networks = networks or Networks(config)
    idle = {"voice activity": await _idle_percent(config, "open", networks)}
    if wake.installed():
        idle["wake words"] = await _idle_percent(config, "wake", networks)
    with TemporaryDirectory() as folder:
        async with Testbed.running(config, Path(folder), Disk(Path(folder) / "state"), networks) as testbed:
            sound = testbed.spoken(_QUESTION)
            await ask_for_a_while(testbed, sound, Tally(), 1, 1.0, 0.0)  # what is loaded on first use
            before = _handles()
            tally, more = Tally(), Tally()
            watching = asyncio.create_task(_watch(testbed, tally, seconds, progress))
            await ask_for_a_while(testbed, sound, tally, clients, seconds, pause)
            watching.cancel()
            crowd = config.wyoming.most_unkeyed
            watching = asyncio.create_task(_watch_queue(testbed, more))
            await ask_for_a_while(testbed, sound, more, crowd, _OVERLOAD_SECONDS, 0.0)
            watching.cancel()
            await testbed.until_quiet()
            ready, _ = await testbed.health()
            after = _handles()
    sixth = max(1, len(tally.memory) // 6)
    command = f"python -m lab bench daemon --clients {clients} --seconds {seconds:g} --pause {pause:g}"
    return DaemonRecord(
        provenance=Provenance.here(command),
        machine=this_machine(),
        longest_queue=config.wyoming.longest_queue,
        steady=tally.load(clients, seconds, pause),
        overload=more.load(crowd, _OVERLOAD_SECONDS, 0.0),
        ready=ready == 200,
        resident_mb=tuple(tally.memory),
        growth_mb=round(float(np.mean(tally.memory[-sixth:]) - np.mean(tally.memory[sixth : 2 * sixth])), 2),
        resident_mb_after=_resident_mb(),
        descriptors=(before[0], after[0]),
        tasks=(before[1], after[1]),
        idle_percent=idle,
    )


async def ask_for_a_while(
    testbed: Testbed, sound: Audio, tally: Tally, clients: int, seconds: float, pause: float
) -> None:
    """Let clients transcribe, handle and speak in turn.

    Args:
        testbed: The service.
        sound: That they say.
        tally: Counts.
        clients: At once.
        seconds: For so long.
        pause: Seconds between two requests of one client.
    """
    async with asyncio.TaskGroup() as group:
        for number in range(clients):
            group.create_task(_client(testbed, sound, tally, number, seconds, pause))


async def _client(testbed: Testbed, sound: Audio, tally: Tally, number: int, seconds: float, pause: float) -> None:
    """Transcribe, handle and speak in turn, beginning somewhere within the first pause."""
    kinds = ("transcribe", "handle", "speak")
    await asyncio.sleep(pause * np.random.default_rng(number).random())
    end = time.monotonic() + seconds
    async with testbed.client() as client:
        while time.monotonic() < end:
            kind = kinds[number % len(kinds)]
            number += 1
            last = await _request(client, kind, sound)
            start = time.perf_counter()
            answer = await _answer(client, last)
            tally.most_waiting = max(tally.most_waiting, testbed.waiting)
            if answer == last:
                tally.spans.setdefault(kind, []).append(1000 * (time.perf_counter() - start))
            elif answer in ("nothing", "not-handled"):
                tally.lost += 1
            else:
                tally.refused[answer] += 1
                await asyncio.sleep(_AGAIN)
            await asyncio.sleep(pause)


async def _request(client: Client, kind: str, sound: Audio) -> str:
    """Ask; the type of the event that ends the answer."""
    if kind == "handle":
        await client.send("transcript", {"text": _QUESTION})
        return "handled"
    if kind == "speak":
        await client.send("synthesize", {"text": _ANSWER})
        return "audio-stop"
    await client.send_sound(sound)
    return "transcript-stop"


async def _answer(client: Client, last: str) -> str:
    try:
        return await client.answer(last)
    except (TimeoutError, ConnectionError):
        return "nothing"


async def _watch(testbed: Testbed, tally: Tally, seconds: float, progress: Progress) -> None:
    """Memory, from time to time."""
    for sample in range(_SAMPLES):
        tally.memory.append(_resident_mb())
        tally.most_waiting = max(tally.most_waiting, testbed.waiting)
        progress(sample, _SAMPLES, f"{tally.memory[-1]:.0f} MB, {tally.refused.total()} refused, {tally.lost} lost")
        await asyncio.sleep(seconds / _SAMPLES)


async def _watch_queue(testbed: Testbed, tally: Tally) -> None:
    """Look between answers too: an answer has just made room."""
    while True:
        tally.most_waiting = max(tally.most_waiting, testbed.waiting)
        await asyncio.sleep(_GLANCE)


async def _idle_percent(config: Config, listen: str, networks: Networks) -> float:
    """Processor time of the whole service in a quiet room, in percent of one core."""
    changed: dict[str, Any] = {"audio": config.audio.model_copy(update={"listen": listen})}
    with TemporaryDirectory() as folder:
        quiet = config.model_copy(update=changed)
        async with Testbed.running(quiet, Path(folder), Disk(Path(folder) / "state"), networks) as testbed:
            await testbed.log.until(event="MicrophoneOpened")
            await asyncio.sleep(_SETTLING_SECONDS)  # what is loaded in the background
            start, began = time.process_time(), time.monotonic()
            await asyncio.sleep(_IDLE_SECONDS)
            return round(100 * (time.process_time() - start) / (time.monotonic() - began), 2)


def _handles() -> tuple[int, int]:
    return psutil.Process().num_fds(), len(asyncio.all_tasks())


def _resident_mb() -> float:
    return round(psutil.Process().memory_info().rss / 1e6, 1)


def _latency(spans: list[float]) -> Latency:
    cuts = statistics.quantiles(spans, n=100, method="inclusive") if len(spans) > 1 else spans * 99
    return Latency(
        requests=len(spans),
        median=round(cuts[49], 1),
        p95=round(cuts[94], 1),
        p99=round(cuts[98], 1),
        longest=round(max(spans), 1),
    )
