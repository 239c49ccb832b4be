"""What rings makes a sound, whatever is wrong with the voice."""

import asyncio
from collections.abc import AsyncGenerator, Iterator

import numpy as np
import pytest

from assistant import events
from assistant.app import Rooms
from assistant.guard import StageError
from assistant.loop import Conversation
from assistant.ringing import ringing, tone
from assistant.speaking import Tape
from assistant.stream import EventStream
from runtime import Audio, RoomError
from tts.voice import SpeechChunk

RATE = 24_000
WORD = SpeechChunk(Audio(np.ones(100, dtype=np.float32), RATE), 0, last=True)


async def words(delay: float = 0.0, error: StageError | None = None, count: int = 1) -> AsyncGenerator[SpeechChunk]:
    await asyncio.sleep(delay)
    if error is not None:
        raise error
    for _ in range(count):
        yield WORD


async def heard(said: AsyncGenerator[SpeechChunk], failures: list[StageError]) -> list[str]:
    chunks = [chunk async for chunk in ringing(said, RATE, failures.append)]
    assert chunks[-1].last
    return ["word" if chunk is WORD else "tone" for chunk in chunks]


async def test_words_that_come_in_time_need_no_tone() -> None:
    assert await heard(words(), []) == ["word"]


async def test_without_words_there_is_a_tone() -> None:
    assert await heard(words(count=0), []) == ["tone"]


async def test_a_voice_that_fails_is_told_of_and_there_is_a_tone() -> None:
    failures: list[StageError] = []
    assert await heard(words(error=StageError("tts", RoomError("voice.broken", "No."))), failures) == ["tone"]
    assert [failure.error.code for failure in failures] == ["voice.broken"]


async def test_a_voice_that_is_slow_speaks_after_the_tone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.ringing._IN_TIME", 0.01)
    assert await heard(words(delay=0.1), []) == ["tone", "word"]


async def test_a_voice_that_never_speaks_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("assistant.ringing._IN_TIME", 0.01)
    monkeypatch.setattr("assistant.ringing._AT_ALL", 0.05)
    assert await heard(words(delay=60), []) == ["tone", "tone"]


def test_the_tone_can_be_heard_and_does_not_click() -> None:
    samples = tone(RATE).samples
    assert 0.1 < np.sqrt(np.mean(samples**2)) < 0.5
    assert np.max(np.abs(np.diff(samples))) < 0.15


class Mute:
    """A voice that fails on every text."""

    name, rate, languages = "mute", RATE, frozenset({"en"})

    def stream(self, text: str) -> Iterator[SpeechChunk]:
        raise RuntimeError("boom")


async def test_a_timer_without_a_voice_makes_a_sound(rooms: Rooms) -> None:
    tape, stream, rang = Tape(), EventStream(), asyncio.Event()
    rooms.voice = Mute()
    conversation = Conversation(rooms, tape, stream)
    await conversation.enter("set a timer for one second")
    stream.observe(lambda event: rang.set() if isinstance(event, events.TurnFinished) else None)
    ring = asyncio.create_task(conversation.ring())
    async with asyncio.timeout(30):
        await rang.wait()
    ring.cancel()
    assert tape.audio().seconds > 0.5


async def test_what_rings_does_not_wait_for_the_end_of_a_long_answer(rooms: Rooms) -> None:
    class Endless(Tape):
        async def play(self, chunks, started) -> None:
            async for _ in chunks:
                started()
                speaking.set()
                await asyncio.Event().wait()

    stream, seen, speaking = EventStream(), [], asyncio.Event()
    stream.observe(seen.append)
    conversation = Conversation(rooms, Endless(), stream)
    saying = asyncio.create_task(conversation.enter("what time is it"))
    async with asyncio.timeout(30):
        await speaking.wait()
        speaking.clear()
        rooms.schedule.add("timers", "timer", rooms.clock.now())
        ring = asyncio.create_task(conversation.ring())
        await speaking.wait()
        await saying
    ring.cancel()
    assert any(isinstance(event, events.Rang) for event in seen)
    assert any(isinstance(event, events.Interrupted) for event in seen)
