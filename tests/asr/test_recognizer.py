import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from asr import AsrError, Recognizer
from asr.activity import VoiceActivityDetector
from asr.speech_only import Gate, SpeechOnly, stretches
from asr.transcript import Hypothesis, Transcript
from lab.asr.non_speech import NON_SPEECH, Wave, pink
from runtime import Audio


def sound(wave: Wave, rate: int = 16000) -> Audio:
    return Audio(np.clip(wave, -1, 1).astype(np.float32), rate)


def words(text: str) -> str:
    return re.sub(r"[^a-z ]", "", text.lower().replace("-", " "))


@pytest.mark.parametrize(
    "sentence",
    [
        "Set a timer for ten minutes.",
        "What is the weather in Berlin tomorrow?",
        "Add milk and eggs to the shopping list.",
        "Turn off the lights in the kitchen.",
    ],
)
def test_a_command_is_heard_word_for_word(recognizer: Recognizer, say, sentence: str) -> None:
    transcript = recognizer.transcribe(say(sentence))
    assert words(transcript.text) == words(sentence)
    assert transcript.hypotheses[0].confidence > 0.7
    assert (transcript.language, transcript.final) == ("en", True)


def test_speech_in_noise_is_heard(recognizer: Recognizer, say) -> None:
    speech = say("Turn off the lights in the kitchen.").samples
    noise = pink(len(speech) / 16000)[: len(speech)]
    noise *= np.sqrt(np.mean(speech**2) / np.mean(noise**2)) * 10 ** (-15 / 20)
    assert words(recognizer.transcribe(sound(speech + noise)).text) == "turn off the lights in the kitchen"


@pytest.mark.parametrize("make", NON_SPEECH, ids=lambda make: make.__name__)
@pytest.mark.parametrize("seed", [0, 1])
def test_non_speech_never_turns_into_words(recognizer: Recognizer, make, seed: int) -> None:
    assert recognizer.transcribe(sound(make(4.0, seed))).text == ""


@pytest.mark.parametrize("count", [0, 1, 511, 4000])
def test_next_to_nothing_is_no_speech(recognizer: Recognizer, count: int) -> None:
    assert recognizer.transcribe(sound(np.zeros(count))).text == ""


def test_two_sentences_with_a_long_pause_are_both_heard(recognizer: Recognizer, say) -> None:
    pause = np.zeros(48000, np.float32)
    both = np.concatenate([say("Set a timer.").samples, pause, say("Turn off the lights.").samples])
    assert words(recognizer.transcribe(Audio(both, 16000)).text) == "set a timer turn off the lights"


@pytest.mark.parametrize(
    ("audio", "code"),
    [
        (sound(np.zeros(8000), 8000), "audio.rate"),
        (Audio(np.full(16000, np.nan, np.float32), 16000), "audio.not_finite"),
    ],
)
def test_audio_that_does_not_fit_is_refused(recognizer: Recognizer, audio: Audio, code: str) -> None:
    with pytest.raises(AsrError) as caught:
        recognizer.transcribe(audio)
    assert caught.value.code == code


class Echo:
    """Hears one thing, whatever is said."""

    name = "echo"
    languages = frozenset({"en"})

    def __init__(self, text: str, confidence: float) -> None:
        self.hypothesis = Hypothesis(text, confidence)

    def transcribe(self, audio: Audio, *, biases=()) -> Transcript:
        return Transcript((self.hypothesis,), "en")


@pytest.mark.parametrize(("text", "confidence", "kept"), [("yes", 0.9, "yes"), ("yes", 0.1, ""), ("♪♪♪", 0.99, "")])
def test_doubtful_text_and_text_without_words_is_dropped(
    detector: VoiceActivityDetector, say, text: str, confidence: float, kept: str
) -> None:
    assert SpeechOnly(Echo(text, confidence), detector).transcribe(say("Yes.")).text == kept


@settings(max_examples=200)
@given(
    st.lists(st.floats(0, 1, width=32), max_size=400),
    st.integers(1, 6),
    st.integers(0, 12),
    st.integers(1, 40),
    st.integers(10, 100),
)
def test_stretches_are_in_order_apart_and_of_bounded_length(
    probabilities: list[float], shortest: int, margin: int, gap: int, longest: int
) -> None:
    gate = Gate(shortest=shortest, margin=margin, gap=gap, longest=longest)
    found = stretches(np.array(probabilities, np.float32), gate)
    ends = [0, *(edge for stretch in found for edge in stretch), len(probabilities)]
    assert ends == sorted(ends)
    assert all(0 < end - start <= longest for start, end in found)


@given(st.lists(st.booleans(), max_size=300))
def test_every_frame_of_a_long_enough_stretch_is_kept(voiced: list[bool]) -> None:
    gate = Gate(shortest=1)
    kept = {frame for start, end in stretches(np.array(voiced, np.float32), gate) for frame in range(start, end)}
    assert {index for index, speech in enumerate(voiced) if speech} <= kept
