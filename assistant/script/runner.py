"""Plays a script: real rooms, a clock that stands still until the script lets time pass."""

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from zoneinfo import ZoneInfo

from asr.audio_file import read_audio
from assistant.app import Rooms
from assistant.config import Config
from assistant.events import Event, Rang
from assistant.loop import Conversation
from assistant.networks import Networks
from assistant.refresher import Refresher
from assistant.rehearsal import spoken
from assistant.report import TurnReport, report
from assistant.script.fault import failing
from assistant.script.judging import notes, problems
from assistant.script.result import ScriptResult, StepResult
from assistant.script.schema import Meaning, Script, Step
from assistant.script.stage_speaker import StageSpeaker
from assistant.stream import EventStream
from dialog.clock import VirtualClock
from dialog.testing import meaning
from dialog.utterance import Origin
from nlu import Interpretation
from runtime import Audio

_QUIET_ROOM = 40.0


async def play(script: Script, file: Path, config: Config, networks: Networks) -> ScriptResult:
    """Play a script from its first step to its last.

    Args:
        script: What happens.
        file: Where it is, for its recordings.
        config: Settings; locale, zone and state folder are the script's.
        networks: Shared between scripts.
    """
    begun = time.perf_counter()
    with TemporaryDirectory() as folder:
        own = {"locale": script.locale, "zone": script.zone, "state": Path(folder), "skills": script.skills}
        own["learning"] = script.learning
        stage = _Stage(script, file, config.model_copy(update=own), networks)
        try:
            steps = [await stage.step(step) for step in script.steps]
        finally:
            await stage.close()
    return ScriptResult(file=str(file), name=script.name, steps=tuple(steps), seconds=time.perf_counter() - begun)


class _SpelledOut:
    """Understands one text as the script says, and any other, such as a learned rewrite of it, as the student does."""

    def __init__(self, given: Meaning, text: str, networks: Networks) -> None:
        self._given = given
        self._text = text
        self._networks = networks

    def understand(self, text: str, locale: str) -> Interpretation:
        """The meaning that was given, or the student's."""
        if text != self._text:
            return self._networks.student.understand(text, locale)
        given = self._given
        return meaning(given.annotated, given.intent, locale, confidence=given.confidence, in_scope=given.in_scope)


@contextmanager
def _spelled_out(rooms: Rooms, step: Step) -> Iterator[None]:
    """Within this block, a step that brings its meaning along is understood as that."""
    if step.meaning is None:
        yield
        return
    rooms.__dict__["student"] = _SpelledOut(step.meaning, step.type or "", rooms.networks)
    try:
        yield
    finally:
        del rooms.__dict__["student"]


class _Stage:
    """The program under test, which a script can start again."""

    def __init__(self, script: Script, file: Path, config: Config, networks: Networks) -> None:
        self._script = script
        self._file = file
        self._config = config
        self._networks = networks
        self._clock = VirtualClock(script.start.replace(tzinfo=ZoneInfo(script.zone)))
        self._events: list[Event] = []
        self._steps = 0
        self._open()

    async def step(self, step: Step) -> StepResult:
        """Do one step and judge it."""
        self._events.clear()
        self._steps += 1
        said = self._sound(step)
        turn = await self._do(step, said)
        announced = " ".join(event.text for event in self._events if isinstance(event, Rang))
        return StepResult(
            title=step.title,
            turn=turn,
            announced=announced,
            problems=problems(step.expect, turn, announced),
            notes=notes(step.expect, turn),
            events=tuple(event.record() for event in self._events),
            said=said,
            reply=self._speaker.audio() if self._speaker.chunks else None,
        )

    async def close(self) -> None:
        """End the program without a word."""
        for task in (self._ringing, self._refreshing):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        self._rooms.close()

    def _open(self) -> None:
        self._rooms = Rooms(self._config, self._clock, self._networks)
        stream = EventStream()
        stream.observe(self._events.append)
        self._speaker = StageSpeaker()
        self._conversation = Conversation(self._rooms, self._speaker, stream, origin=Origin(session="script"))
        self._speaker.interrupt = self._conversation.interrupt
        self._ringing = asyncio.create_task(self._conversation.ring())
        self._refresher = Refresher(self._rooms, stream)
        self._refreshing = asyncio.create_task(self._refresher.run())

    async def _do(self, step: Step, said: Audio | None) -> TurnReport:
        if step.restart:
            await self.close()
            self._open()
        if step.wait is not None or step.restart:
            await self._clock.advance(step.wait or 0.0)
            await self._refresher.idle()
            return TurnReport()
        self._speaker.chunks.clear()
        self._speaker.on = said is not None or step.interrupt_after is not None or step.fail in ("tts", "speaker")
        self._speaker.broken = step.fail == "speaker"
        self._speaker.interrupt_after = step.interrupt_after
        with _spelled_out(self._rooms, step), failing(self._rooms, step.fail):
            happened = await self._turn(step, said)
        self._speaker.on = self._speaker.broken = False
        await self._clock.advance(0.0)
        return report(happened)

    async def _turn(self, step: Step, said: Audio | None) -> tuple[Event, ...]:
        if said is not None:
            return await self._conversation.hear(said)
        return await self._conversation.enter(step.type or "", step.locale)

    def _sound(self, step: Step) -> Audio | None:
        if step.play is not None:
            return read_audio(self._file.parent / step.play)
        if step.say is not None:
            snr = _QUIET_ROOM if step.snr is None else step.snr
            return spoken(self._networks.voice, step.say, snr, self._script.seed + self._steps)
        return None
