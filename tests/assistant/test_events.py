import json

import numpy as np
import pytest
from pydantic import ValidationError

from asr import Hypothesis, Transcript
from assistant.events import (
    Decided,
    Failed,
    FellBack,
    FinalTranscript,
    Interpreted,
    Interrupted,
    PlaybackStarted,
    SkillFinished,
    SpeechChunkReady,
    SpeechEnded,
    SpeechStarted,
    TextEntered,
)
from assistant.latency import latencies
from assistant.report import report
from assistant.stream import EventStream
from dialog.decision import Cause, Decision, Offer
from nlu import Interpretation, Reading, Slot
from runtime import Audio

SILENCE = Audio(np.zeros(240, dtype=np.float32), 24_000)
MEANING = Interpretation(
    "ten minutes", "en-US", (Reading("alarm_set", 0.9),), (Slot("time", "ten minutes", 0, 11, 0.8),)
)
HEARD = Transcript((Hypothesis("ten minutes", 0.7),), "en")
SPOKEN_TURN = (
    SpeechStarted(turn=4, at=10.0),
    SpeechEnded(turn=4, at=12.0, silence=0.4, why="pause"),
    FinalTranscript(turn=4, at=12.1, transcript=HEARD),
    Interpreted(turn=4, at=12.15, interpretation=MEANING),
    Decided(turn=4, at=12.17, decision=Decision("act", Cause.EXPECTED_COST, (Offer("timers", 0.9),)), skill="timers"),
    SkillFinished(turn=4, at=12.175, text="Ten minutes, starting now.", locale="en-US", done=True, expects=""),
    SpeechChunkReady(turn=4, at=12.2, index=0, seconds=0.01, last=False, audio=SILENCE),
    PlaybackStarted(turn=4, at=12.21),
    SpeechChunkReady(turn=4, at=12.3, index=1, seconds=0.01, last=True, audio=SILENCE),
)


FELL_BACK = FellBack(turn=4, at=9.0, network="nlu.student", asked="cuda", got="cpu", why="no CUDA device")


@pytest.mark.parametrize("event", [FELL_BACK, *SPOKEN_TURN], ids=lambda event: type(event).__name__)
def test_every_event_becomes_json_and_names_itself(event) -> None:
    record = json.loads(json.dumps(event.record()))
    assert (record["event"], record["turn"], record["at"]) == (type(event).__name__, 4, event.at)


def test_sound_stays_out_of_the_record() -> None:
    assert "audio" not in SPOKEN_TURN[6].record()


def test_an_event_cannot_be_changed() -> None:
    with pytest.raises(ValidationError):
        SPOKEN_TURN[0].turn = 5


def test_latencies_go_from_stage_to_stage_and_first_audio_from_the_end_of_speech() -> None:
    expected = {"asr": 100.0, "nlu": 50.0, "dialog": 25.0, "tts": 25.0, "speaker": 10.0, "first_audio": 210.0}
    assert latencies(SPOKEN_TURN) == pytest.approx(expected)


def test_a_typed_turn_has_no_recogniser_and_starts_with_its_text() -> None:
    typed = (
        TextEntered(turn=1, at=1.0, text="hi", locale="en-US"),
        Interpreted(turn=1, at=1.5, interpretation=MEANING),
    )
    assert latencies(typed) == {"nlu": 500.0}


def test_a_turn_in_summary() -> None:
    found = report(SPOKEN_TURN)
    assert (found.turn, found.heard, found.intent, found.skill) == (4, "ten minutes", "alarm_set", "timers")
    assert (found.reply, found.done, found.slots[0].text) == ("Ten minutes, starting now.", True, "ten minutes")


def test_the_first_error_of_a_turn_is_the_one_that_is_reported() -> None:
    failures = (
        Failed(turn=1, at=1.0, stage="nlu", code="nlu.crashed", message="It broke.", remedy="Mend it."),
        Failed(turn=1, at=1.1, stage="tts", code="tts.crashed", message="It broke too."),
        Interrupted(turn=1, at=1.2, by="voice"),
    )
    found = report(failures)
    assert (found.error, found.message, found.interrupted) == ("nlu.crashed", "It broke. Mend it.", True)


def test_an_observer_that_raises_does_not_keep_the_event_from_the_others() -> None:
    stream, seen = EventStream(), []

    def broken(event) -> None:
        raise RuntimeError

    stream.observe(broken)
    stop = stream.observe(seen.append)
    stream.publish(SPOKEN_TURN[0])
    stop()
    stream.publish(SPOKEN_TURN[1])
    assert seen == [SPOKEN_TURN[0]]
