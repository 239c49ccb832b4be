"""What a voice says, and what it refuses."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime import ModelStore
from tts.errors import TtsError
from tts.voices import AddonVoice, open_voice


def samples(voice: AddonVoice, text: str, speed: float = 1.0, pitch: float = 1.0) -> np.ndarray:
    return np.concatenate([chunk.audio.samples for chunk in voice.stream(text, speed=speed, pitch=pitch)])


def test_speech_begins_within_sixty_milliseconds_of_the_audio(heart: AddonVoice) -> None:
    loud = np.abs(samples(heart, "The timer is set.")) > 0.01
    assert np.argmax(loud) / heart.rate <= 0.060


def test_the_same_text_gives_the_same_samples(heart: AddonVoice) -> None:
    assert np.array_equal(samples(heart, "Good night."), samples(heart, "Good night."))


def test_twice_the_speed_takes_about_half_the_time(heart: AddonVoice) -> None:
    text = "Your alarm is set for seven in the morning."
    assert 0.4 < len(samples(heart, text, speed=2.0)) / len(samples(heart, text)) < 0.65


def test_a_higher_pitch_keeps_the_length(heart: AddonVoice) -> None:
    text = "Your alarm is set."
    normal, high = samples(heart, text), samples(heart, text, pitch=1.5)
    assert len(normal) == len(high) and not np.allclose(normal, high)


def test_a_longer_text_starts_with_the_same_first_chunk(heart: AddonVoice) -> None:
    short, long = "It is ten o'clock. ", "It is ten o'clock. " + "The rest of this text goes on and on. " * 500
    first, second = next(heart.stream(short)), next(heart.stream(long))
    assert np.array_equal(first.audio.samples, second.audio.samples)


@pytest.mark.parametrize("text", ["word " * 20_000, "unbroken" * 12_500, "1" * 100_000, "\U0001f642" * 25_000])
def test_a_hundred_kilobytes_begin_as_soon_as_a_sentence(heart: AddonVoice, text: str) -> None:
    stream = heart.stream(text)
    first = next(stream)
    assert 0 < len(first.audio.samples) <= 24 * 300 and not first.last
    stream.close()


@pytest.mark.parametrize("word", ["Xqzvth", "Smörgåsbord", "Жук", "C3PO", "日本", "☃"])
def test_an_unknown_word_is_never_dropped(heart: AddonVoice, word: str) -> None:
    assert len(samples(heart, f"Call {word} now.")) > len(samples(heart, "Call now.")) + 0.15 * heart.rate


@pytest.mark.parametrize("text", ["", "  ", "?!", "\u200b"])
def test_nothing_to_say_is_an_error_before_any_audio(heart: AddonVoice, text: str) -> None:
    with pytest.raises(TtsError) as caught:
        heart.stream(text)
    assert caught.value.code == "text.empty"


@settings(max_examples=25, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_is_spoken_or_refused_with_a_code(heart: AddonVoice, text: str) -> None:
    try:
        audio = samples(heart, text)
    except TtsError as error:
        assert error.code == "text.empty"
    else:
        assert len(audio) > 0 and np.isfinite(audio).all() and np.abs(audio).max() <= 1


@pytest.mark.parametrize("text", ["0;¹", "10² metres", "room ①"])
def test_raised_and_circled_digits_are_read(heart: AddonVoice, text: str) -> None:
    assert len(samples(heart, text)) > 0


@settings(max_examples=300, deadline=None)
@given(st.text(alphabet="0123456789.,-/:+$€£%°' apmsthxX", max_size=60))
def test_any_figures_are_read(heart: AddonVoice, text: str) -> None:
    ids = heart.reader.inputs(text)
    assert ids is not None or not any(character.isalnum() for character in text)


def test_a_speed_out_of_range_is_refused(heart: AddonVoice) -> None:
    with pytest.raises(TtsError) as caught:
        heart.stream("Hello", speed=9.0)
    assert caught.value.code == "voice.range"


def test_an_unknown_voice_is_refused_with_the_known_ones(store: ModelStore) -> None:
    with pytest.raises(TtsError) as caught:
        open_voice("nobody", store)
    assert caught.value.code == "voice.unknown" and "heart" in caught.value.remedy


def test_closing_the_stream_stops_the_work(heart: AddonVoice) -> None:
    stream = heart.stream("One sentence. " * 100)
    next(stream)
    stream.close()
    assert next(stream, None) is None


def test_a_voice_whose_networks_are_exported_speaks_without_torch(heart: AddonVoice) -> None:
    code = (
        "import sys; from tts import open_voice; list(open_voice('heart').stream('Hi.')); "
        "sys.exit('torch' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], timeout=60, check=False).returncode == 0
