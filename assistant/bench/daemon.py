"""How the service bears many clients at once, and what it costs while nobody speaks."""

import asyncio
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import psutil
from pydantic import BaseModel, ConfigDict
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from assistant.app import Rooms
from assistant.config import Config, WyomingSettings
from assistant.loop import Conversation
from assistant.microphone import RATE, Recordings
from assistant.rehearsal import spoken
from assistant.stream import EventStream
from assistant.wyoming.server import WyomingServer
from assistant.wyoming.sound import to_wire
from runtime import Audio
from runtime.machine import Machine, this_machine

_QUESTION = "What time is it?"
_IDLE_SECONDS = 20.0
_ANSWERS = {"transcribe": "transcript-stop", "handle": "handled", "speak": "audio-stop"}


class Latency(BaseModel):
    """Milliseconds from the last byte of a request to the last event of its answer."""

    model_config = ConfigDict(frozen=True)

    requests: int
    median: float
    p95: float
    p99: float


class DaemonRecord(BaseModel):
    """What was measured, and how.

    Attributes:
        command: That makes it again.
        machine: Where; the clients ran on it too.
        clients: At once.
        seconds: For so long.
        pause: Seconds each client waits between two requests.
        latencies: By kind of request.
        busy: Requests answered with "busy".
        lost: Requests without an answer.
        resident_mb_before: Memory once loaded, in 10^6 bytes.
        resident_mb_after: Memory at the end.
        idle_percent: Of one core, while listening to silence at the pace of a microphone.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    machine: Machine
    clients: int
    seconds: float
    pause: float
    latencies: dict[str, Latency]
    busy: int
    lost: int
    resident_mb_before: float
    resident_mb_after: float
    idle_percent: float


@dataclass(slots=True)
class _Tally:
    spans: dict[str, list[float]] = field(default_factory=dict)
    busy: int = 0
    lost: int = 0


async def measure(config: Config, clients: int, seconds: float, pause: float) -> DaemonRecord:
    """Let clients ask for a while.

    Args:
        config: Settings.
        clients: At once.
        seconds: For so long.
        pause: Seconds between two requests of one client.
    """
    with TemporaryDirectory() as folder:
        rooms = Rooms(config.model_copy(update={"state": Path(folder)}))
        await asyncio.to_thread(rooms.load)
        idle = await _idle_percent(rooms)
        sound = to_wire(spoken(rooms.voice, _QUESTION, snr=25.0, seed=1))
        before = psutil.Process().memory_info().rss
        tally = _Tally()
        server = WyomingServer(rooms, WyomingSettings(port=0, most_clients=clients))
        async with server.serving() as port, asyncio.TaskGroup() as group:
            for number in range(clients):
                group.create_task(_client(port, sound, seconds, pause, number, tally))
        after = psutil.Process().memory_info().rss
        rooms.close()
    return DaemonRecord(
        command=f"assistant bench daemon --clients {clients} --seconds {seconds:g} --pause {pause:g}",
        machine=this_machine(),
        clients=clients,
        seconds=seconds,
        pause=pause,
        latencies={kind: _latency(spans) for kind, spans in tally.spans.items()},
        busy=tally.busy,
        lost=tally.lost,
        resident_mb_before=round(before / 1e6, 1),
        resident_mb_after=round(after / 1e6, 1),
        idle_percent=idle,
    )


async def _client(port: int, sound: bytes, seconds: float, pause: float, number: int, tally: _Tally) -> None:
    """Transcribe, handle and speak in turn, beginning somewhere within the first pause."""
    kinds = list(_ANSWERS)
    await asyncio.sleep(pause * np.random.default_rng(number).random())
    end = time.monotonic() + seconds
    async with AsyncTcpClient("127.0.0.1", port, read_timeout=60) as client:
        while time.monotonic() < end:
            kind = kinds[number % len(kinds)]
            number += 1
            await _request(client, kind, sound)
            start = time.perf_counter()
            match await _answer(client, _ANSWERS[kind]):
                case "answered":
                    tally.spans.setdefault(kind, []).append(1000 * (time.perf_counter() - start))
                case "busy":
                    tally.busy += 1
                case "lost":
                    tally.lost += 1
            await asyncio.sleep(pause)


async def _request(client: AsyncTcpClient, kind: str, sound: bytes) -> None:
    if kind == "handle":
        await client.write_event(Event("transcript", {"text": _QUESTION}))
    elif kind == "speak":
        await client.write_event(Event("synthesize", {"text": "It is a quarter past ten."}))
    else:
        await client.write_event(AudioStart(rate=RATE, width=2, channels=1).event())
        for start in range(0, len(sound), 4096):
            chunk = AudioChunk(rate=RATE, width=2, channels=1, audio=sound[start : start + 4096])
            await client.write_event(chunk.event())
        await client.write_event(AudioStop().event())


async def _answer(client: AsyncTcpClient, last: str) -> str:
    try:
        while (event := await client.read_event()) is not None:
            if event.type == last:
                return "answered"
            if event.type == "error":
                return "busy" if event.data.get("code") == "server.busy" else "lost"
    except (TimeoutError, ConnectionError):
        pass
    return "lost"


async def _idle_percent(rooms: Rooms) -> float:
    """Processor time of listening to a quiet room, in percent of one core."""
    hiss = np.random.default_rng(0).standard_normal(int(_IDLE_SECONDS * RATE)).astype(np.float32) * np.float32(1e-3)
    conversation = Conversation(rooms, None, EventStream())
    start = time.process_time()
    await conversation.listen(Recordings([Audio(hiss, RATE)], pause=0.0, pace=1.0))
    return round(100 * (time.process_time() - start) / _IDLE_SECONDS, 2)


def _latency(spans: list[float]) -> Latency:
    cuts = statistics.quantiles(spans, n=100, method="inclusive") if len(spans) > 1 else spans * 99
    return Latency(requests=len(spans), median=round(cuts[49], 1), p95=round(cuts[94], 1), p99=round(cuts[98], 1))
