import numpy as np
import pytest

from asr import AsrError
from asr.activity import FRAME, VoiceActivityDetector
from runtime import Audio


def frame(value: float = 0.0, count: int = FRAME, rate: int = 16000) -> Audio:
    return Audio(np.full(count, value, np.float32), rate)


def test_speech_is_told_from_silence(detector: VoiceActivityDetector, say) -> None:
    speech = detector.probabilities(say("Set a timer for ten minutes."))
    silence = detector.probabilities(frame(count=16000))
    assert (speech > 0.5).mean() > 0.5
    assert silence.max() < 0.1


def test_a_stream_remembers_and_reset_forgets(detector: VoiceActivityDetector, say) -> None:
    frames = [Audio(part, 16000) for part in np.split(say("Set a timer.").samples[: FRAME * 20], 20)]
    stream = detector.stream()
    first = [stream.probability(one) for one in frames]
    second = [stream.probability(one) for one in frames]
    stream.reset()
    third = [stream.probability(one) for one in frames]
    assert first == third
    assert first != second


def test_two_streams_do_not_hear_each_other(detector: VoiceActivityDetector, say) -> None:
    loud, quiet = detector.stream(), detector.stream()
    for part in np.split(say("Set a timer.").samples[: FRAME * 20], 20):
        loud.probability(Audio(part, 16000))
        assert quiet.probability(frame()) < 0.1


@pytest.mark.parametrize(
    ("wrong", "code"),
    [(frame(count=511), "audio.frame"), (frame(rate=8000), "audio.frame"), (frame(np.nan), "audio.not_finite")],
)
def test_a_frame_that_does_not_fit_is_refused(detector: VoiceActivityDetector, wrong: Audio, code: str) -> None:
    with pytest.raises(AsrError) as caught:
        detector.stream().probability(wrong)
    assert caught.value.code == code


def test_no_sound_has_no_frames(detector: VoiceActivityDetector) -> None:
    assert len(detector.probabilities(frame(count=0))) == 0
