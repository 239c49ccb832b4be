import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr import Recognizer
from asr.alignment import Piece, spread_times, token_times, words_of
from asr.whisper.graphs import BASE
from asr.whisper.recognizer import open_whisper
from runtime import Audio, ModelStore


def test_a_token_begins_where_the_decoder_starts_to_look_at_it() -> None:
    attention = np.full((3, 30), 0.01)
    attention[0, :10] = attention[1, 10:25] = attention[2, 25:] = 1.0
    assert token_times(attention, 0.02) == pytest.approx([0.0, 0.2, 0.5], abs=0.03)


@given(st.integers(1, 12), st.integers(1, 60), st.integers(0, 1000))
def test_times_never_run_backwards_whatever_the_attention(rows: int, steps: int, seed: int) -> None:
    times = token_times(np.random.default_rng(seed).random((rows, steps)), 0.02)
    assert len(times) == rows
    assert (np.diff(times) >= 0).all()
    assert times.min() >= 0.0
    assert times.max() <= steps * 0.02 + 1e-9


def test_tokens_are_joined_into_words() -> None:
    pieces = [Piece("tu", True, 0.25), Piece("rn", False, 1.0), Piece("right", True, 0.5), Piece(".", False, 0.01)]
    words = words_of("turn right.", pieces, np.array([0.0, 0.1, 0.3, 0.6, 0.7]))
    assert [(word.text, word.start, word.end, round(word.confidence, 6)) for word in words] == [
        ("turn", 0.0, 0.3, 0.5),
        ("right.", 0.3, 0.7, 0.5),
    ]


def test_tokens_that_fit_no_words_give_none() -> None:
    assert words_of("電気", [Piece("電", True, 1.0), Piece("気", True, 1.0)], np.array([0.0, 0.1, 0.2])) == ()


@given(st.lists(st.text("abc", min_size=1, max_size=8), max_size=8), st.integers(0, 3000), st.integers(0, 20000))
def test_guessed_times_go_from_the_start_to_the_end_of_the_sound(words: list[str], before: int, count: int) -> None:
    pieces = [Piece(word, True, 0.9) for word in words]
    sound = np.pad(np.ones(count, np.float32), (before, 1000))
    times = spread_times(pieces, sound, 16000)
    assert len(times) == len(words) + 1
    assert (np.diff(times) >= 0).all()
    assert 0 <= times[0] <= times[-1] <= len(sound) / 16000
    assert len(words_of(" ".join(words), pieces, times)) == len(words)


def test_words_stand_on_their_side_of_a_pause(store: ModelStore, say) -> None:
    store.fetch("whisper-base")
    first, second = say("Set a timer for").samples, say("ten minutes in the kitchen.").samples
    pause = np.zeros(16000, np.float32)
    heard = open_whisper(store, BASE, ("en",)).transcribe(Audio(np.concatenate([first, pause, second]), 16000))
    times = {word.text.strip(".").lower(): word for word in heard.words}
    silence = len(first) / 16000
    assert times["timer"].end < silence + 0.1
    assert times["minutes"].start > silence + 0.9
    assert times["minutes"].end <= times["kitchen"].start


def test_the_words_of_a_quick_transcript_lie_within_the_speech(recognizer: Recognizer, say) -> None:
    speech = say("Turn off the lights in the kitchen.").samples
    silence = np.zeros(32000, np.float32)
    heard = recognizer.transcribe(Audio(np.concatenate([silence, speech, silence]), 16000))
    assert [word.text for word in heard.words] == heard.text.split()
    assert heard.words[0].start >= 1.9
    assert heard.words[-1].end <= 2.1 + len(speech) / 16000
