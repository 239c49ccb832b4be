from datetime import timedelta

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from dialog.answer import Answer
from dialog.decision import Cause, Decision
from dialog.journal_entry import JournalEntry
from dialog.learning.phonetics import alike, sound
from dialog.learning.rephrase import FEATURES, MODEL, RephraseDetector, RephraseFile, Said, features, prior
from dialog.testing import SATURDAY_TEN, meaning
from dialog.utterance import Guess, Rewriting, Utterance
from lab.dialog.rephrase.pairs import Mishearing, make_pairs
from lab.dialog.rephrase.rephrase import auroc, calibration_error, fit
from lab.nlu.training.massive import Example
from nlu.annotation import parse
from nlu.student import Student, open_student

SHIPPED = RephraseFile.model_validate_json(MODEL.read_text("utf-8"))


@pytest.fixture(scope="module")
def student() -> Student:
    return open_student("cpu")


def entry(text: str, locale: str = "en-US", *, kind: str = "decline", at: float = 0.0) -> JournalEntry:
    said = meaning(text, "general_quirky", locale)
    decision = Decision(kind, Cause.EXPECTED_COST)  # type: ignore[arg-type]
    answer = Answer(1, locale, "", decision, done=kind == "act")
    utterance = Utterance((Guess(text, 0.5),), locale)
    return JournalEntry(SATURDAY_TEN + timedelta(seconds=at), utterance, Rewriting(said), said, False, answer)


@pytest.mark.parametrize(
    ("locale", "first", "again", "other"),
    [
        ("en-US", "play maj and dragons", "play imagine dragons", "what is the weather tomorrow"),
        ("en-US", "turn of the lies in the kitchen", "switch off the kitchen light", "call me a taxi"),
        ("de-DE", "spiel musik von kraftmark", "spiele kraftwerk", "wie wird das wetter morgen"),
        ("es-ES", "pon musica de sakira", "pon una canción de shakira", "qué hora es en madrid"),
        ("fr-FR", "éteint la lune hier du salon", "éteins la lumière du salon", "raconte moi une blague"),
    ],
)
def test_a_retry_is_told_from_another_wish(student: Student, locale: str, first: str, again: str, other: str) -> None:
    detector = RephraseDetector(SHIPPED.model, lambda: student)
    retry = detector(entry(first, locale), entry(again, locale, at=8))
    unrelated = detector(entry(first, locale), entry(other, locale, at=8))
    assert retry > max(0.5, unrelated)


def test_the_very_same_words_are_said_again(student: Student) -> None:
    detector = RephraseDetector(SHIPPED.model, lambda: student)
    assert detector(entry("play some jazz"), entry("Play some jazz!", at=5)) > 0.99


def test_failure_and_haste_make_a_retry_likelier() -> None:
    assert prior(entry("x"), 5.0) > prior(entry("x", kind="act"), 5.0)
    assert prior(entry("x"), 5.0) > prior(entry("x"), 40.0)


def test_the_shipped_model_beats_edit_distance_in_every_language_and_is_calibrated() -> None:
    assert SHIPPED.record.scores
    for score in SHIPPED.record.scores.values():
        assert score.auroc > score.baseline
        assert score.ece < 0.1
    assert abs(SHIPPED.record.shuffled - 0.5) < 0.1


@given(st.text(max_size=40), st.text(max_size=40))
def test_features_and_sounds_stay_in_bounds(first: str, second: str) -> None:
    assert 0 <= alike(first, second) <= 1
    assert alike(first, first) in (0.0, 1.0)
    assert sound(first).isascii()
    logits = np.zeros(3, np.float32)
    row = features(Said(meaning(first.replace("[", ""), "a"), logits), Said(meaning("b", "a"), logits))
    assert row.shape == (len(FEATURES),)
    assert np.isfinite(row).all()


@pytest.mark.parametrize(
    ("first", "second", "third"),
    [
        ("imagine dragons", "maj and dragons", "set a timer"),
        ("kraftwerk", "kraftmark", "wetter"),
        ("音楽をかけて", "音楽を書けて", "天気"),
    ],
)
def test_what_sounds_alike_is_closer(first: str, second: str, third: str) -> None:
    assert alike(first, second) > alike(first, third)


def examples() -> list[Example]:
    wordings = {
        "[artist_name : abba]": ["play {}", "put on {}", "i want {}"],
        "[artist_name : queen]": ["play {}", "put on {}", "i want {}"],
    }
    texts = [("play_music", form.format(slot)) for slot, forms in wordings.items() for form in forms]
    texts += [("play_radio", "turn the radio on"), ("play_radio", "radio please")]
    return [
        Example(str(place), "en-US", intent, parse(text, text.replace("[artist_name : ", "").replace("]", "")))
        for place, (intent, text) in enumerate(texts)
    ]


def test_pairs_are_half_rephrases_and_the_same_for_the_same_seed() -> None:
    pairs = make_pairs(examples(), 200, 3)
    assert pairs == make_pairs(examples(), 200, 3)
    assert 0.4 < np.mean([pair.again for pair in pairs]) < 0.6
    assert any(pair.first not in {example.annotated.text for example in examples()} for pair in pairs)


def test_misheard_words_are_words_of_the_language() -> None:
    texts = ["play the song", "play that tune", "they sang it"]
    mishear = Mishearing(texts, np.random.default_rng(1))
    known = {word for text in texts for word in text.split()}
    assert all(set(mishear("play the song").split()) <= known for _ in range(20))


def test_a_model_that_is_trained_on_what_tells_the_two_apart_does() -> None:
    torch.set_num_threads(1)
    chance = np.random.default_rng(5)
    labels = chance.integers(0, 2, 400).astype(float)
    rows = chance.normal(size=(400, len(FEATURES)))
    rows[:, 2] += 2 * labels
    odds = fit(rows, labels, 1).log_odds(rows)
    assert auroc(odds, labels) > 0.9
    assert calibration_error(1 / (1 + np.exp(-odds)), labels) < 0.1


def test_the_area_under_the_curve_counts_ties_half() -> None:
    assert auroc(np.array([1.0, 1.0]), np.array([0.0, 1.0])) == 0.5
    assert auroc(np.array([0.0, 2.0]), np.array([0.0, 1.0])) == 1.0
