"""The user's own pronunciations."""

from pathlib import Path

import pytest

from tts.errors import TtsError
from tts.lexicon import Lexicon, read_lexicon
from tts.phonemes import EnglishPhonemes
from tts.voices import addon_folder


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("A GIF and a gif.", "A jiff and a jiff."),
        ("Gifted people", "Gifted people"),
        ("Ask Siobhan", "Ask [Siobhan](/ʃɪvˈɔn/)"),
        ("[gif](/ɡˈɪf/)", "[gif](/ɡˈɪf/)"),
    ],
)
def test_whole_words_are_replaced_whatever_their_case(text: str, said: str) -> None:
    assert Lexicon({"gif": "jiff", "siobhan": "/ʃɪvˈɔn/"}).apply(text) == said


def test_a_respelt_word_has_the_phonemes_of_its_respelling() -> None:
    inventory = addon_folder("heart") / "phonemes.json"
    plain, own = EnglishPhonemes(inventory), EnglishPhonemes(inventory, Lexicon({"xyzzy": "/həlˈO/"}))
    assert own.ids("xyzzy").tolist() == plain.ids("hello").tolist()


def test_a_missing_file_is_an_empty_lexicon(tmp_path: Path) -> None:
    assert read_lexicon(tmp_path / "no.toml").apply("gif") == "gif"


@pytest.mark.parametrize("content", ["words = 3", "[words", "[other]\na = 'b'", "[words]\na = 1"])
def test_a_malformed_file_is_refused_with_an_example(tmp_path: Path, content: str) -> None:
    (tmp_path / "lexicon.toml").write_text(content)
    with pytest.raises(TtsError) as caught:
        read_lexicon(tmp_path / "lexicon.toml")
    assert caught.value.code == "lexicon.invalid" and "gif" in caught.value.remedy
