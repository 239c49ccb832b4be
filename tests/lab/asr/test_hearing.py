"""The benches of what must not be heard, of endpoints and of wake words, on a small scale."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from asr.endpointer import Pauses
from asr.transcript import Word
from lab.asr.endpointing import Spoken, summarise
from lab.asr.hesitation import hesitant, hesitations
from lab.asr.silence import bench_non_speech
from lab.asr.waking import bench_wake, wakes
from runtime import Audio, ModelStore
from runtime.provenance import Provenance


def test_sounds_without_speech_give_no_words_and_the_bare_recogniser_makes_some(store: ModelStore) -> None:
    record = bench_non_speech(store, 0.1, quality="quick")
    assert record.words == 0
    assert all(not score.texts for score in record.sounds)
    assert sum(score.bare_words for score in record.sounds) > 0


def utterance(*stretches: tuple[float, float], complete: dict[int, tuple[float, int]] | None = None) -> Spoken:
    """Seconds of speech and of silence in turn, as the detector sees them."""
    frames = [probability for speech, silence in stretches for probability in _frames(speech, silence)]
    return Spoken(tuple(frames), complete or {})


def _frames(speech: float, silence: float) -> list[float]:
    return [0.9] * round(speech / 0.032) + [0.01] * round(silence / 0.032)


def test_a_pause_longer_than_the_silence_cuts_off_and_a_shorter_one_does_not() -> None:
    hesitating = utterance((1.0, 0.6), (1.0, 2.0))
    assert hesitating.ended(Pauses(lower=0.5, upper=0.5)) == (True, pytest.approx(0.512))
    assert hesitating.ended(Pauses(lower=0.7, upper=0.7)) == (False, pytest.approx(0.704))


def test_a_torso_is_waited_for_once_it_is_known_to_be_one() -> None:
    last = round(1.0 / 0.032) - 1
    torso = utterance((1.0, 0.6), (1.0, 2.0), complete={last: (0.0, 5)})
    assert not torso.ended(Pauses(lower=0.3, upper=0.9))[0]
    assert utterance((1.0, 0.6), (1.0, 2.0), complete={last: (1.0, 5)}).ended(Pauses(lower=0.3, upper=0.9))[0]


def test_the_best_bounds_of_one_half_are_scored_on_the_other() -> None:
    spoken = [utterance((1.0, 0.2 + 0.1 * (number % 5)), (1.0, 2.0)) for number in range(12)]
    record = summarise(spoken, [0.5] * 12, [0.1] * 12, Provenance.here("test"))
    assert record.rival.early == 0.0
    assert record.best.early <= record.rival.early
    assert [point.early for point in record.fixed] == sorted((point.early for point in record.fixed), reverse=True)


@given(st.integers(0, 1000))
def test_a_hesitation_stands_between_words_and_moves_nothing_else(seed: int) -> None:
    chance = np.random.default_rng(seed)
    sound = Audio(chance.normal(size=32000).astype(np.float32) * np.float32(0.1), 16000)
    words = [Word("turn", 0.2, 0.7, 1.0), Word("it", 0.7, 1.0, 1.0), Word("on", 1.0, 1.9, 1.0)]
    [pause] = hesitations(sound, words, chance)
    made = hesitant(sound, [pause], chance)
    assert 0.5 * 16000 <= pause.at <= 1.2 * 16000
    assert np.array_equal(made.samples[: pause.at], sound.samples[: pause.at])
    after = made.samples[pause.at + pause.length :][: 32000 - pause.at]
    assert np.array_equal(after, sound.samples[pause.at :])


def test_one_word_leaves_no_place_for_a_hesitation() -> None:
    sound = Audio(np.zeros(16000, np.float32), 16000)
    assert hesitations(sound, [Word("yes", 0.1, 0.4, 1.0)], np.random.default_rng(0)) == ()


def test_a_wake_word_that_goes_on_counts_once_in_the_refractory_period() -> None:
    held = np.array([0.0, *[0.95] * 100, 0.0, 0.3], np.float32)
    assert [wakes(held, threshold) for threshold in (0.2, 0.9, 0.99)] == [2, 2, 0]
    assert wakes(held, 0.9, refractory=10.0) == 1


def test_without_recordings_the_wake_bench_says_so(tmp_path: Path) -> None:
    with pytest.raises(Exception, match="manifest"):
        bench_wake(tmp_path, {})
