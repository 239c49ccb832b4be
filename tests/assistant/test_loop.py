import asyncio
import shutil
import time
from collections.abc import AsyncIterator, Callable

import numpy as np
import pytest

from asr.activity import RATE
from asr.framing import Framer
from assistant import events
from assistant.app import Rooms
from assistant.errors import AssistantError
from assistant.loop import Conversation
from assistant.microphone import Recordings
from assistant.report import report
from assistant.speaking import Tape
from assistant.stream import EventStream
from nlu import NluError
from runtime import Audio
from tts.voice import SpeechChunk


class Patient(Tape):
    """A speaker that says the first chunk and then takes for ever, until it is cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self.began = asyncio.Event()

    async def play(self, chunks: AsyncIterator[SpeechChunk], started: Callable[[], None]) -> None:
        async for chunk in chunks:
            self.chunks.append(chunk.audio)
            started()
            self.began.set()
            await asyncio.Event().wait()


class Broken:
    """A stage that cannot do its work."""

    name, rate, languages = "broken", 24_000, frozenset({"en"})

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def understand(self, text: str, locale: str) -> None:
        raise self.error

    def transcribe(self, audio: Audio, *, biases=()) -> None:
        raise self.error

    def stream(self, text: str) -> None:
        raise self.error


class Vanishing:
    """A microphone that is lost in the middle of a sentence and comes back once, silent."""

    name = "vanishing"

    def __init__(self, said: Audio) -> None:
        self.said = said
        self.openings = 0

    async def frames(self) -> AsyncIterator[Audio]:
        self.openings += 1
        if self.openings == 1:
            for frame in Framer().push(self.said):
                yield frame
            raise AssistantError("microphone.lost", "It is gone.")
        async for frame in Recordings([Audio(np.zeros(RATE, np.float32), RATE)]).frames():
            yield frame


def recorded(stream: EventStream) -> list[events.Event]:
    seen: list[events.Event] = []
    stream.observe(seen.append)
    return seen


def names(happened) -> list[str]:
    return [type(event).__name__ for event in happened]


def of(kind, happened):
    return [event for event in happened if isinstance(event, kind)]


async def test_a_typed_turn_goes_from_text_to_speech_in_order(rooms: Rooms) -> None:
    happened = await Conversation(rooms, Tape(), EventStream()).enter("what time is it")
    kinds = list(dict.fromkeys(names(happened)))
    assert kinds[:4] == ["TextEntered", "Interpreted", "Decided", "SkillFinished"]
    assert set(kinds[4:]) == {"SpeechChunkReady", "PlaybackStarted", "TurnFinished"}
    assert names(happened)[-1] == "TurnFinished"
    assert report(happened).skill == "clock"


async def test_a_recording_is_heard_understood_and_answered_aloud(rooms: Rooms, say) -> None:
    tape = Tape()
    turn = report(await Conversation(rooms, tape, EventStream()).hear(say("What time is it?")))
    assert turn.heard.lower().startswith("what time is it")
    assert turn.skill == "clock"
    assert tape.audio().seconds > 0.5


@pytest.mark.parametrize("level", [0.0, 0.01, 0.3], ids=["silence", "quiet noise", "loud noise"])
async def test_no_words_are_made_of_silence_or_noise(rooms: Rooms, level: float) -> None:
    noise = np.random.default_rng(3).standard_normal(3 * RATE).astype(np.float32) * np.float32(level)
    conversation = Conversation(rooms, Tape(), EventStream())
    happened = await conversation.hear(Audio(np.clip(noise, -1, 1), RATE))
    assert names(happened) == ["SpeechEnded", "NothingHeard", "TurnFinished"]


async def test_two_utterances_in_one_stream_are_two_turns(rooms: Rooms, say) -> None:
    stream = EventStream()
    seen = recorded(stream)
    microphone = Recordings([say("What time is it?"), say("What is twelve times nine?")])
    await Conversation(rooms, None, stream).listen(microphone)
    heard = [event.transcript.text.lower() for event in of(events.FinalTranscript, seen)]
    assert [text.split()[-1].strip("?.") for text in heard] == ["it", "nine"]
    assert len(of(events.SkillFinished, seen)) == 2
    assert names(seen)[0] == "MicrophoneOpened"


async def test_noise_at_the_microphone_starts_no_turn(rooms: Rooms) -> None:
    stream = EventStream()
    seen = recorded(stream)
    noise = np.random.default_rng(3).standard_normal(3 * RATE).astype(np.float32) * np.float32(0.05)
    await Conversation(rooms, Tape(), stream).listen(Recordings([Audio(noise, RATE)]))
    assert not of(events.Interpreted, seen)


@pytest.mark.parametrize(
    ("room", "stage", "error", "code"),
    [
        ("student", "nlu", ValueError("boom"), "nlu.crashed"),
        ("student", "nlu", NluError("model.corrupt", "The model is damaged."), "model.corrupt"),
        ("recognizer", "asr", RuntimeError("boom"), "asr.crashed"),
    ],
)
async def test_a_stage_that_fails_costs_one_turn_and_an_apology(rooms: Rooms, say, room, stage, error, code) -> None:
    whole, tape = getattr(rooms, room), Tape()
    conversation = Conversation(rooms, tape, EventStream())
    setattr(rooms, room, Broken(error))
    happened = await conversation.hear(say("What time is it?"))
    failure = of(events.Failed, happened)[0]
    assert (failure.stage, failure.code) == (stage, code)
    assert tape.audio().seconds > 0.5
    assert names(happened)[-1] == "TurnFinished"
    setattr(rooms, room, whole)
    assert report(await conversation.hear(say("What time is it?"))).skill == "clock"


@pytest.mark.parametrize("error", [RuntimeError("boom"), SystemExit()], ids=["raises", "thread ended"])
async def test_a_recogniser_that_fails_while_listening_costs_one_turn_and_an_apology(rooms: Rooms, say, error) -> None:
    whole, tape, stream = rooms.recognizer, Tape(), EventStream()
    seen = recorded(stream)
    conversation = Conversation(rooms, tape, stream)
    rooms.recognizer = Broken(error)
    await conversation.listen(Recordings([say("What time is it?")]))
    assert [event.code for event in of(events.Failed, seen)] == ["asr.crashed"]
    assert names(seen)[-1] == "TurnFinished"
    assert tape.audio().seconds > 0.5
    rooms.recognizer = whole
    await conversation.listen(Recordings([say("What time is it?")]))
    assert len(of(events.SkillFinished, seen)) == 1


async def test_on_a_full_disk_the_turn_fails_aloud_and_the_next_one_works_once_there_is_room(rooms: Rooms) -> None:
    tape = Tape()
    conversation = Conversation(rooms, tape, EventStream())
    await conversation.enter("what time is it")
    (pages,) = rooms.database.query("PRAGMA page_count")[0]
    rooms.database.query(f"PRAGMA max_page_count = {pages}")
    long = "what time is it " * 60  # what was said goes into the journal
    turns = [report(await conversation.enter(long)) for _ in range(30)]
    assert {turn.error for turn in turns} >= {"disk.full"}
    rooms.database.query("PRAGMA max_page_count = 100000")
    tape.chunks.clear()
    assert report(await conversation.enter("what time is it")).skill == "clock"
    assert tape.audio().seconds > 0.5


async def test_without_a_voice_the_answer_is_still_there_in_writing(rooms: Rooms) -> None:
    rooms.voice = Broken(RuntimeError("boom"))
    turn = report(await Conversation(rooms, Tape(), EventStream()).enter("what time is it"))
    assert (turn.error, bool(turn.reply)) == ("tts.crashed", True)


async def test_another_language_is_never_read_out_by_the_english_voice(rooms: Rooms) -> None:
    tape = Tape()
    turn = report(await Conversation(rooms, tape, EventStream()).enter("wie spät ist es", "de-DE"))
    assert turn.reply.startswith("Es ist")
    if shutil.which("espeak-ng"):
        assert rooms.voice_for("de-DE").languages == {"de"}
        assert tape.audio().seconds > 0.5
    else:
        assert (turn.error, tape.chunks) == ("voice.no_language", [])


async def test_a_language_without_a_voice_is_said_so_once_and_always_shown(
    rooms: Rooms, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tts.voices.espeak_languages", frozenset)
    tape = Tape()
    conversation = Conversation(rooms, tape, EventStream())
    turns = [report(await conversation.enter("wie spät ist es", "de-DE")) for _ in range(2)]
    assert [turn.error for turn in turns] == ["voice.no_language", ""]
    assert all(turn.reply.startswith("Es ist") for turn in turns) and not tape.chunks


async def test_an_unknown_locale_is_said_so(rooms: Rooms) -> None:
    turn = report(await Conversation(rooms, None, EventStream()).enter("hello", "xx-YY"))
    assert turn.error == "locale.unknown"


async def test_nothing_is_played_after_an_interruption(rooms: Rooms) -> None:
    speaker = Patient()
    conversation = Conversation(rooms, speaker, EventStream())
    turn = asyncio.create_task(conversation.enter("what time is it"))
    await speaker.began.wait()
    conversation.interrupt()
    happened = await turn
    assert [event.by for event in of(events.Interrupted, happened)] == ["command"]
    assert len(speaker.chunks) == 1
    assert not conversation.speaking


async def test_what_was_done_stays_done_when_the_answer_is_interrupted(rooms: Rooms) -> None:
    speaker = Patient()
    conversation = Conversation(rooms, speaker, EventStream())
    turn = asyncio.create_task(conversation.enter("set a timer for ten minutes"))
    await speaker.began.wait()
    conversation.interrupt()
    assert report(await turn).done
    assert len(rooms.schedule.appointments("timers")) == 1


async def test_a_voice_interrupts_the_answer_where_that_is_wanted(rooms: Rooms, say) -> None:
    rooms.config = rooms.config.model_copy(
        update={"audio": rooms.config.audio.model_copy(update={"barge_in": "voice"})}
    )
    speaker, stream = Patient(), EventStream()
    seen = recorded(stream)
    conversation = Conversation(rooms, speaker, stream)
    turn = asyncio.create_task(conversation.enter("what time is it"))
    await speaker.began.wait()
    listening = asyncio.create_task(conversation.listen(Recordings([say("What is twelve times nine?")])))
    await turn
    assert [event.by for event in of(events.Interrupted, seen)] == ["voice"]
    listening.cancel()


async def test_the_assistant_does_not_hear_itself(rooms: Rooms, say) -> None:
    speaker, stream = Patient(), EventStream()
    conversation = Conversation(rooms, speaker, stream)
    turn = asyncio.create_task(conversation.enter("what time is it"))
    await speaker.began.wait()
    seen = recorded(stream)
    await conversation.listen(Recordings([say("Set a timer for ten minutes.")]))
    assert names(seen) == ["MicrophoneOpened"]
    conversation.interrupt()
    await turn


async def test_what_was_said_before_the_microphone_vanished_is_answered(rooms: Rooms, say, monkeypatch) -> None:
    monkeypatch.setattr("assistant.microphone._AWAY", 0.01)
    stream = EventStream()
    seen = recorded(stream)
    await Conversation(rooms, Tape(), stream).listen(Vanishing(say("What time is it?")))
    assert [event.code for event in of(events.Failed, seen)] == ["microphone.lost"]
    assert len(of(events.MicrophoneOpened, seen)) == 2
    assert len(of(events.SkillFinished, seen)) == 1


async def test_a_timer_that_comes_due_is_announced_aloud(rooms: Rooms) -> None:
    tape, stream, rang = Tape(), EventStream(), asyncio.Event()
    seen = recorded(stream)
    stream.observe(lambda event: rang.set() if isinstance(event, events.TurnFinished) and event.turn == 2 else None)
    conversation = Conversation(rooms, tape, stream)
    ringing = asyncio.create_task(conversation.ring())
    await conversation.enter("set a timer for one second")
    tape.chunks.clear()
    async with asyncio.timeout(30):
        await rang.wait()
    ringing.cancel()
    assert [event.turn for event in of(events.Rang, seen)] == [2]
    assert tape.audio().seconds > 0.5


async def test_no_step_of_a_turn_keeps_the_event_loop_for_long(rooms: Rooms, say, monkeypatch) -> None:
    """Counted in the processor time of the loop's own thread, which other load on the machine does not change."""
    conversation = Conversation(rooms, Tape(), EventStream())
    await conversation.hear(say("What time is it?"))  # loads what is loaded once
    steps: list[tuple[float, str]] = []
    run = asyncio.Handle._run

    def measured(handle) -> None:
        start = time.thread_time()
        run(handle)
        steps.append((time.thread_time() - start, repr(handle)))

    monkeypatch.setattr(asyncio.Handle, "_run", measured)
    await conversation.hear(say("What is twelve times nine?"))
    await conversation.listen(Recordings([say("What time is it?")]))
    monkeypatch.undo()
    worst = max(steps)
    assert worst[0] < 0.02, worst
