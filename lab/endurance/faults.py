"""What the running service does when something breaks: it goes on or says why, and nothing it acknowledged is lost.

One service lives through all of it, in this process: the real daemon with its settings file, signals, sockets and
database, a microphone that can be unplugged, a clock that can be set, and a disk that can be filled.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import BaseModel, ConfigDict

from assistant.config import Config
from assistant.networks import Networks
from lab.endurance.broken_parts import AtWork, small_disk
from lab.endurance.testbed import Testbed
from runtime.provenance import Provenance

_QUESTION = "What time is it in Tokyo, and what is on my shopping list for tomorrow morning?"
_LOST_SECONDS = 60.0
_CUT = 20


class FaultRow(BaseModel):
    """One fault.

    Attributes:
        fault: What was broken.
        said: What the service said about it, and where.
        served: Whether the next request was answered.
        seconds: From the end of the fault to that answer.
        acknowledged: Timers, alarms and entries that the service said it had kept, in this fault.
        lost: Of them, those that were gone, or did not ring when they should.
    """

    model_config = ConfigDict(frozen=True)

    fault: str
    said: str
    served: bool
    seconds: float
    acknowledged: int
    lost: int


class FaultsRecord(BaseModel):
    """All faults, in the order in which they came.

    Attributes:
        provenance: Machine, versions, commit, command.
        faults: What came of each.
        not_broken: Faults that could not be made on this machine, and why.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    faults: tuple[FaultRow, ...]
    not_broken: dict[str, str]

    @property
    def clean(self) -> bool:
        """Whether the service spoke up and went on each time, and kept its word."""
        return all(row.said and row.served and not row.lost for row in self.faults)


class _Said(BaseModel):
    """What a fault did.

    Attributes:
        said: By the service.
        acknowledged: Kept, by its own word.
        lost: Of them.
    """

    said: str
    acknowledged: int = 0
    lost: int = 0


async def break_everything(
    config: Config,
    command: str,
    networks: Networks | None = None,
    stepped: Callable[[int, int, str], None] = lambda *_: None,
) -> FaultsRecord:
    """Break one thing after another.

    Args:
        config: Settings; state, devices and ports are the bench's own.
        command: For the record.
        networks: Loaded already, or none.
        stepped: Is told how far it is.
    """
    faults: dict[str, Callable[[Testbed], Awaitable[_Said]]] = {
        "recogniser's thread killed under a client": _kill_under_client,
        "recogniser's thread killed at the microphone": _kill_at_microphone,
        "microphone pulled out within a sentence": _pull_microphone,
        "settings file overwritten with garbage, SIGHUP": _corrupt_settings,
        f"{_CUT} clients cut off in the middle": _cut_clients,
        "clock set an hour forward, then two back": _skew_clock,
        "disk full": _fill_disk,
    }
    rows: list[FaultRow] = []
    with TemporaryDirectory() as folder, small_disk(Path(folder) / "state") as disk:
        not_broken = {"disk full": disk.why} if disk.why else {}
        async with Testbed.running(config, Path(folder), disk, networks) as testbed:
            for number, (name, fault) in enumerate(faults.items()):
                stepped(number, len(faults), name)
                if name not in not_broken:
                    rows.append(await _row(testbed, name, fault))
    return FaultsRecord(provenance=Provenance.here(command), faults=tuple(rows), not_broken=not_broken)


async def _row(testbed: Testbed, name: str, fault: Callable[[Testbed], Awaitable[_Said]]) -> FaultRow:
    testbed.log.clear()
    found = await fault(testbed)
    ended = time.monotonic()
    served = await testbed.say("what time is it") == "handled"
    return FaultRow(
        fault=name,
        said=found.said,
        served=served,
        seconds=round(time.monotonic() - ended, 2),
        acknowledged=found.acknowledged,
        lost=found.lost,
    )


async def _kill_under_client(testbed: Testbed) -> _Said:
    sound = testbed.spoken(_QUESTION)
    async with asyncio.timeout(_LOST_SECONDS):
        while True:
            async with testbed.client() as client:
                await client.send_sound(sound)
                with AtWork("transcribe").killing():
                    answer = await client.answer("transcript-stop")
            if answer != "transcript-stop":
                break
    heard = await testbed.hears(sound)
    return _Said(said=f"the client is told {answer}" if heard else "")


async def _kill_at_microphone(testbed: Testbed) -> _Said:
    with AtWork("transcribe").killing():
        testbed.line.play(testbed.spoken("What time is it?"))
        failure = await testbed.log.until(event="Failed", stage="asr")
    testbed.line.play(testbed.spoken("What time is it?"))
    await testbed.log.until(event="SkillFinished")
    return _Said(said=str(failure["code"]))


async def _pull_microphone(testbed: Testbed) -> _Said:
    testbed.line.play(testbed.spoken(_QUESTION))
    await testbed.log.until(event="SpeechStarted")
    testbed.line.pull()
    failure = await testbed.log.until(event="Failed", stage="microphone")
    ready, microphone = await testbed.health()
    await testbed.log.until(event="MicrophoneOpened")
    await testbed.log.until(event="TurnFinished")
    testbed.log.clear()
    testbed.line.play(testbed.spoken("What time is it?"))
    await testbed.log.until(event="SkillFinished")
    return _Said(said=f"{failure['code']}; /ready {ready}: “{microphone}”")


async def _corrupt_settings(testbed: Testbed) -> _Said:
    async with testbed.client() as client:
        testbed.settings.write_bytes(b"\x00\xff[wyoming\nport = 'x'")
        testbed.hang_up_signal()
        line = await testbed.log.until(level="error")
        await client.send("transcript", {"text": "what time is it"})
        kept = await client.answer("handled") == "handled"
    testbed.write_settings()
    return _Said(said=str(line["message"]).replace(str(testbed.settings), "assistant.toml") if kept else "")


async def _cut_clients(testbed: Testbed) -> _Said:
    before = testbed.items()
    sound = testbed.spoken(_QUESTION)
    acknowledged = 0
    for number in range(_CUT):
        async with testbed.client() as client:
            acknowledged += await client.add_item(f"apple {number}")
            match number % 4:
                case 0:
                    await client.send_sound(sound, ended=False)
                    client.write_raw(b'{"type": "audio-chunk", "payload_length": 2048}\nhalf of it')
                case 1:
                    await client.send_sound(sound)
                case 2:
                    await client.send("synthesize", {"text": "This will not be heard to its end. " * 20})
                    await client.answer("audio-start")
                case _:
                    client.write_raw(b'{"type": "transcr')
            client.cut()
    clients, waiting = await testbed.until_quiet()
    lost = acknowledged - (testbed.items() - before)
    return _Said(said=f"{clients} clients and {waiting} requests left", acknowledged=acknowledged, lost=lost)


async def _skew_clock(testbed: Testbed) -> _Said:
    late = []
    for step in (3600.0, -7200.0):
        testbed.log.clear()
        if await testbed.say("set a timer for five seconds") != "handled":
            return _Said(said="")
        set_at = time.monotonic()
        testbed.clock.step(step)
        await testbed.log.until(event="Rang")
        late.append(time.monotonic() - set_at - 5.0)
    testbed.clock.step(3600.0)
    lost = sum(abs(seconds) > 2.0 for seconds in late)
    said = "timers of 5 s rang " + " and ".join(f"{5 + seconds:.1f} s" for seconds in late) + " later"
    return _Said(said=said, acknowledged=2, lost=lost)


async def _fill_disk(testbed: Testbed) -> _Said:
    before, acknowledged, refused = testbed.items(), 0, ""
    async with asyncio.timeout(_LOST_SECONDS), testbed.client() as client:
        for number in range(5):
            acknowledged += await client.add_item(f"plum {number}")
        testbed.disk.fill()
        while not refused:
            kept = await client.add_item(f"pear {acknowledged}")
            acknowledged += kept
            refused = "" if kept else client.last_text
        testbed.disk.free()
        acknowledged += await client.add_item("grape")
    return _Said(said=f"“{refused}”", acknowledged=acknowledged, lost=acknowledged - (testbed.items() - before))
