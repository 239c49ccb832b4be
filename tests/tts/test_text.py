"""Text becomes segments; nothing in it is dropped silently."""

import pytest
from hibari.g2p import G2P
from hypothesis import given
from hypothesis import strategies as st

from tts.errors import TtsError
from tts.phonemes import _english
from tts.text import FIRST_SEGMENT, LONGEST_SEGMENT, check_speakable, segments, spell_unknown


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "...", "\u200b", "—", "\x00\x07"])
def test_text_without_a_word_is_refused(text: str) -> None:
    with pytest.raises(TtsError) as caught:
        check_speakable(text)
    assert caught.value.code == "text.empty"


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("It is ten. You have one alarm.", ["It is ten.", "You have one alarm."]),
        ("Dr. Smith met J. K. Rowling.", ["Dr. Smith met J. K. Rowling."]),
        ("Pi is 3.14 exactly? No!", ["Pi is 3.14 exactly?", "No!"]),
        ("First line.\nSecond line", ["First line.", "Second line"]),
        ('He said "stop." Then he left.', ['He said "stop."', "Then he left."]),
    ],
)
def test_sentences_are_cut_where_they_end(text: str, parts: list[str]) -> None:
    assert list(segments(text)) == parts


def test_a_long_first_sentence_is_cut_at_a_clause_so_that_speech_starts_soon() -> None:
    text = "Tomorrow in Paris it will be mostly sunny, with a high of twenty one degrees, and some wind in the evening."
    first, *_ = segments(text)
    assert first == "Tomorrow in Paris it will be mostly sunny,"


@given(st.text(alphabet=st.sampled_from("ab ,.;\n!?Z1-"), max_size=2000))
def test_cutting_keeps_every_word_and_every_limit(text: str) -> None:
    parts = list(segments(text))
    assert "".join("".join(parts).split()) == "".join(text.split())
    assert all(0 < len(part) <= LONGEST_SEGMENT for part in parts)
    assert not parts or len(parts[0]) <= FIRST_SEGMENT


def test_a_hundred_kilobytes_give_their_first_segment_without_cutting_the_rest() -> None:
    stream = segments("word " * 20_000)
    assert len(next(stream)) <= FIRST_SEGMENT


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("я", "ya"),
        ("smile 🙂", "smile slightly smiling face"),
        ("अ", "a"),
        ("世", "ideograph 4e16"),
        ("e\u0301t\u00e9", "été"),
        ("a\u200bb", "ab"),
    ],
)
def test_a_character_english_cannot_read_is_named(text: str, spoken: str) -> None:
    assert " ".join(spell_unknown(text).split()) == spoken


@given(st.characters(categories=["L", "N", "S"]))
def test_no_letter_digit_or_symbol_disappears(character: str) -> None:
    assert spell_unknown(character).strip()


def test_the_tables_read_quickly_are_those_of_the_package() -> None:
    quick, own = _english(), G2P()
    assert vars(quick).keys() == vars(own).keys()
    for text in (
        "Read the live record at $5.20!",
        "In 1984 NASA's zyxqort said: 3/4 of it.",
        "I will read what I read",
    ):
        assert quick(text) == own(text)
