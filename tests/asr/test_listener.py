import asyncio
import ctypes
import threading
from collections.abc import AsyncIterator, Iterator

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from asr import AsrError, Recognizer
from asr.activity import VoiceActivityDetector
from asr.endpointer import Endpointer, Pauses
from asr.hearing import Pace
from asr.listener import (
    Heard,
    Listened,
    Listener,
    NothingHeard,
    PartialHeard,
    SpeechEnded,
    SpeechStarted,
)
from asr.transcript import Hypothesis, Transcript
from lab.asr.non_speech import NON_SPEECH
from runtime import Audio

SECOND = np.zeros(16000, np.float32)


async def stream(*parts: np.ndarray, size: int = 512, rate: int = 16000) -> AsyncIterator[Audio]:
    samples = np.concatenate(parts)
    for start in range(0, len(samples), size):
        yield Audio(samples[start : start + size], rate)


async def heard(listener: Listener, frames: AsyncIterator[Audio]) -> list[Listened]:
    return [value async for value in listener.listen(frames)]


def texts(values: list[Listened]) -> list[str]:
    return [value.transcript.text for value in values if isinstance(value, Heard)]


@pytest.fixture
def listener(recognizer: Recognizer, detector: VoiceActivityDetector) -> Iterator[Listener]:
    with Listener(recognizer, detector, Endpointer(Pauses(patience=2.0))) as listener:
        yield listener


async def test_a_command_is_followed_from_its_start_to_its_end(listener: Listener, say) -> None:
    values = await heard(listener, stream(SECOND, say("Turn off the lights.").samples, SECOND, SECOND))
    assert isinstance(values[0], SpeechStarted)
    assert isinstance(values[-2], SpeechEnded)
    assert isinstance(values[-1], Heard)
    assert values[-1].transcript.text.rstrip(".") == "Turn off the lights"
    assert values[-1].transcript.final


async def test_the_endpoint_comes_soon_after_the_speech(listener: Listener, say) -> None:
    speech = say("Turn off the lights.").samples
    values = await heard(listener, stream(SECOND, speech, SECOND, SECOND))
    ended = next(value for value in values if isinstance(value, SpeechEnded))
    assert ended.why == "pause"
    assert ended.at == pytest.approx(1 + len(speech) / 16000, abs=0.4)
    assert 0.3 < ended.endpoint - ended.at < 0.85


async def test_two_commands_of_one_stream_are_heard_one_after_the_other(listener: Listener, say) -> None:
    frames = stream(
        SECOND, say("Turn off the lights.").samples, SECOND, say("What time is it?").samples, SECOND, size=16000
    )
    first, second, third = [await heard(listener, frames) for _ in range(3)]
    assert [text.strip(".?") for text in texts(first) + texts(second)] == ["Turn off the lights", "What time is it"]
    assert third == [NothingHeard("end_of_stream")]


async def test_a_stream_that_ends_within_the_speech_gives_what_was_said(listener: Listener, say) -> None:
    values = await heard(listener, stream(SECOND, say("Turn off the lights.").samples))
    assert texts(values)[0].startswith("Turn off the")
    assert next(value for value in values if isinstance(value, SpeechEnded)).why == "end_of_stream"


class Growing:
    """A recogniser that hears a word for each third of a second, the last one wrong."""

    name = "growing"
    languages = frozenset({"en"})

    def transcribe(self, audio: Audio, *, biases=()) -> Transcript:
        words = [f"word{index}" for index in range(int(audio.seconds * 3))]
        return Transcript((Hypothesis(" ".join([*words, "blur"]), 0.9),), "en")


async def test_partials_come_while_the_user_speaks_and_keep_what_they_marked_stable(
    detector: VoiceActivityDetector, say
) -> None:
    speech = say("Add milk, bread, cheese and a dozen eggs to the shopping list for tomorrow.").samples

    async def spoken() -> AsyncIterator[Audio]:
        async for piece in stream(SECOND, speech, SECOND):
            await asyncio.sleep(0.002)
            yield piece

    with Listener(Growing(), detector, Endpointer(), Pace(partial=0.1)) as listener:
        values = await heard(listener, spoken())
    partials = [value.transcript for value in values if isinstance(value, PartialHeard)]
    stable = [partial.text[: partial.stable] for partial in partials]
    assert stable[-1]
    assert all(later.startswith(earlier) for earlier, later in zip(stable, stable[1:], strict=False))
    assert not any(partial.final for partial in partials)


async def test_silence_times_out(listener: Listener) -> None:
    assert await heard(listener, stream(*[SECOND] * 5)) == [NothingHeard("timeout")]


@pytest.mark.parametrize("make", NON_SPEECH, ids=lambda make: make.__name__)
async def test_non_speech_is_never_heard(listener: Listener, make) -> None:
    values = await heard(listener, stream(make(5.0, 0).astype(np.float32)))
    assert isinstance(values[-1], NothingHeard)
    assert not texts(values)


async def test_an_empty_stream_ends_at_once(listener: Listener) -> None:
    assert await heard(listener, stream(SECOND[:0])) == [NothingHeard("end_of_stream")]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(sizes=st.lists(st.integers(0, 9000), min_size=1, max_size=6), rate=st.sampled_from([8000, 16000, 44100]))
async def test_pieces_of_any_length_and_rate_are_heard_alike(
    listener: Listener, say, sizes: list[int], rate: int
) -> None:
    import soxr

    samples = np.concatenate([SECOND, say("Turn off the lights.").samples, SECOND])
    resampled = soxr.resample(samples, 16000, rate)

    async def pieces() -> AsyncIterator[Audio]:
        at, turn = 0, 0
        while at < len(resampled):
            size = sizes[turn % len(sizes)] if turn < 50 else 1000
            yield Audio(resampled[at : at + size], rate)
            at, turn = at + size, turn + 1

    assert texts(await heard(listener, pieces()))[0].rstrip(".").endswith("the lights")


async def test_a_microphone_that_falls_silent_is_an_error_and_not_a_wait(
    recognizer: Recognizer, detector: VoiceActivityDetector
) -> None:
    async def dead() -> AsyncIterator[Audio]:
        yield Audio(SECOND, 16000)
        await asyncio.Event().wait()

    with Listener(recognizer, detector, Endpointer(), stall=0.05) as listener, pytest.raises(AsrError) as caught:
        await heard(listener, dead())
    assert caught.value.code == "audio.stalled"


@pytest.mark.parametrize(
    ("bad", "code"), [(Audio(SECOND * np.nan, 16000), "audio.not_finite"), (Audio(SECOND, 7), "audio.rate")]
)
async def test_after_bad_samples_listening_goes_on(listener: Listener, say, bad: Audio, code: str) -> None:
    async def mixed() -> AsyncIterator[Audio]:
        yield bad
        async for piece in stream(SECOND, say("Turn off the lights.").samples, SECOND):
            yield piece

    frames = mixed()
    with pytest.raises(AsrError) as caught:
        await heard(listener, frames)
    assert caught.value.code == code
    assert texts(await heard(listener, frames))[0].startswith("Turn off")


class Slow:
    """A recogniser that takes its time."""

    name = "slow"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        self.free = threading.Event()

    def transcribe(self, audio: Audio, *, biases=()) -> Transcript:
        self.free.wait(20)
        return Transcript((Hypothesis("late", 1.0),), "en")


async def test_a_recogniser_that_hangs_is_an_error_and_not_a_wait(detector: VoiceActivityDetector, say) -> None:
    slow = Slow()
    with Listener(slow, detector, Endpointer(), Pace(limit=0.05)) as listener:
        with pytest.raises(AsrError) as caught:
            await heard(listener, stream(SECOND, say("Turn off the lights.").samples, SECOND))
        slow.free.set()
    assert caught.value.code == "recognizer.late"


async def test_after_a_recogniser_that_hangs_the_next_utterance_has_a_thread_of_its_own(
    detector: VoiceActivityDetector, say
) -> None:
    slow, speech = Slow(), say("Turn off the lights.").samples
    with Listener(slow, detector, Endpointer(), Pace(limit=0.05)) as listener:
        with pytest.raises(AsrError):
            await heard(listener, stream(SECOND, speech, SECOND))
        hung = {thread for thread in threading.enumerate() if thread.name.startswith("recognizer")}
        with pytest.raises(AsrError):
            await heard(listener, stream(SECOND, speech, SECOND))
        fresh = {thread for thread in threading.enumerate() if thread.name.startswith("recognizer")} - hung
        slow.free.set()
    assert fresh


async def test_a_thread_that_was_killed_costs_one_utterance(recognizer, detector: VoiceActivityDetector, say) -> None:
    speech = say("Turn off the lights.").samples
    with Listener(recognizer, detector, Endpointer(), Pace(limit=5.0)) as listener:
        assert texts(await heard(listener, stream(SECOND, speech, SECOND, SECOND)))
        for thread in threading.enumerate():
            if thread.name.startswith("recognizer"):
                ctypes.pythonapi.PyThreadState_SetAsyncExc(
                    ctypes.c_ulong(thread.ident or 0), ctypes.py_object(SystemExit)
                )
        with pytest.raises(AsrError) as caught:
            await heard(listener, stream(SECOND, speech, SECOND, SECOND))
        assert caught.value.code == "recognizer.late"
        assert texts(await heard(listener, stream(SECOND, speech, SECOND, SECOND)))


async def test_the_event_loop_runs_on_while_the_recogniser_works(detector: VoiceActivityDetector, say) -> None:
    slow = Slow()
    with Listener(slow, detector, Endpointer()) as listener:
        listening = asyncio.create_task(heard(listener, stream(SECOND, say("Turn off the lights.").samples, SECOND)))
        # Only the event loop can set it free: were it blocked, the transcript would never come.
        asyncio.get_running_loop().call_later(0.2, slow.free.set)
        assert texts(await asyncio.wait_for(listening, 15)) == ["late"]


@pytest.mark.parametrize("steps", [0, 1, 20, 60, 75])
async def test_cancelling_at_any_moment_leaves_the_listener_usable(listener: Listener, say, steps: int) -> None:
    speech = say("Turn off the lights.").samples
    reached = asyncio.Event()

    async def endless() -> AsyncIterator[Audio]:
        count = 0
        async for piece in stream(SECOND, speech, SECOND):
            if count == steps:
                reached.set()
                await asyncio.Event().wait()
            count += 1
            yield piece

    listening = asyncio.create_task(heard(listener, endless()))
    await asyncio.wait_for(reached.wait(), 15)
    listening.cancel()
    with pytest.raises(asyncio.CancelledError):
        await listening
    assert texts(await heard(listener, stream(SECOND, speech, SECOND)))[0].startswith("Turn off")


async def test_a_consumer_that_goes_away_stops_the_listening(listener: Listener, say) -> None:
    values = listener.listen(stream(SECOND, say("Turn off the lights.").samples, SECOND))
    assert isinstance(await anext(values), SpeechStarted)
    await values.aclose()
    with pytest.raises(StopAsyncIteration):
        await anext(values)


BAD = st.sampled_from([np.nan, np.inf, -np.inf, 50.0, -50.0, 0.0])
PIECES = st.lists(st.tuples(st.integers(0, 6000), st.sampled_from([0, 1, 8000, 16000, 44100, 48000]), BAD), max_size=8)


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(pieces=PIECES)
async def test_any_pieces_whatever_is_in_them_end_in_values_or_typed_errors(listener: Listener, say, pieces) -> None:
    speech = say("Turn off the lights.").samples

    async def mixed() -> AsyncIterator[Audio]:
        yield Audio(speech, 16000)
        for size, rate, bad in pieces:
            samples = speech[:size].copy()
            samples[::7] = bad
            yield Audio(samples, rate)
        yield Audio(SECOND, 16000)

    frames = mixed()
    for _ in range(3 * len(pieces) + 6):
        try:
            values = await heard(listener, frames)
        except AsrError as error:
            assert error.code in ("audio.not_finite", "audio.rate")
        else:
            assert isinstance(values[-1], Heard | NothingHeard)
            if values[-1] == NothingHeard("end_of_stream"):
                return
    raise AssertionError("the stream has no end")
