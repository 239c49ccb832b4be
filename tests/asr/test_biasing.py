import re

import numpy as np
import pytest

from asr import Recognizer
from asr.biasing import Biasing, Bonus
from asr.vocabulary import Vocabulary
from asr.whisper.graphs import BASE
from asr.whisper.recognizer import open_whisper
from lab.asr.non_speech import NON_SPEECH
from runtime import Audio, ModelStore

LAMP, SHADE, LIGHT, OTHER = 1, 2, 3, 4


def boosted(*tokens: int, phrases: tuple[tuple[int, ...], ...] = ((LAMP, SHADE),)) -> dict[int, float]:
    biasing = Biasing(phrases, frozenset({LAMP, LIGHT}), Bonus(first=1.0, word=2.0, inside=3.0))
    logits = biasing(np.zeros(6, np.float32), tokens)
    return {index: float(value) for index, value in enumerate(logits) if value}


def test_a_phrase_may_begin_anywhere() -> None:
    assert boosted() == {LAMP: 1.0}
    assert boosted(OTHER, OTHER) == {LAMP: 1.0}


def test_a_phrase_that_has_begun_goes_on_more_easily() -> None:
    assert boosted(OTHER, LAMP) == {LAMP: 1.0, SHADE: 3.0}


def test_a_later_word_gets_less_than_the_rest_of_a_word() -> None:
    assert boosted(LAMP, phrases=((LAMP, LIGHT),)) == {LAMP: 1.0, LIGHT: 2.0}


def test_a_phrase_that_was_left_is_forgotten() -> None:
    assert boosted(LAMP, OTHER) == {LAMP: 1.0}


def test_without_phrases_nothing_changes() -> None:
    assert boosted(LAMP, phrases=()) == {}


def test_a_text_is_spelt_with_the_longest_pieces_learnt_first() -> None:
    vocabulary = Vocabulary([b"a", b"b", "▁".encode(), "▁a".encode(), b"bb", "▁ab".encode(), b"\xc3", b"\xa9"])
    assert [vocabulary.pieces[token].decode() for token in vocabulary.tokens("abb")] == ["▁a", "bb"]
    assert vocabulary.text(vocabulary.tokens("ab aé")) == "ab aé"


NAMES = ["Pim Quillfeather", "Siobhan", "Xanthe", "snuggery", "orangery"]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z]+", text.lower())


@pytest.fixture(scope="module", params=["moonshine", "whisper"])
def either(request: pytest.FixtureRequest, recognizer: Recognizer, store: ModelStore) -> Recognizer:
    if request.param == "moonshine":
        return recognizer
    store.fetch("whisper-base")
    return open_whisper(store, BASE, ("en",))


def test_a_name_it_could_not_know_is_heard_once_it_is_expected(either: Recognizer, say) -> None:
    speech = say("Send a message to Pim Quillfeather.")
    assert "quillfeather" not in words(either.transcribe(speech).text)
    assert words(either.transcribe(speech, biases=NAMES).text)[-2:] == ["pim", "quillfeather"]


def test_an_expected_name_is_not_heard_where_another_was_said(either: Recognizer, say) -> None:
    for said in ("Turn off the lights.", "What is the weather like tomorrow?", "Call the doctor on Monday.", "Yes."):
        speech = say(said)
        assert words(either.transcribe(speech, biases=NAMES).text) == words(either.transcribe(speech).text)


@pytest.mark.parametrize("make", NON_SPEECH, ids=lambda make: make.__name__)
def test_no_name_is_heard_in_non_speech(recognizer: Recognizer, make) -> None:
    samples = np.clip(make(4.0, 5), -1, 1).astype(np.float32)
    assert recognizer.transcribe(Audio(samples, 16000), biases=NAMES).text == ""
