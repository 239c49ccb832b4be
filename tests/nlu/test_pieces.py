"""Any text at all becomes a bounded number of pieces."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer

from nlu import NluError
from nlu.piece_table import PieceTable
from nlu.pieces import LONGEST, PieceTokenizer
from nlu.units import LONGEST as MOST_CHARACTERS
from nlu.units import units

JSON = Path(__file__).with_name("tokenizer.json")  # XLM-R's, cut down to the texts below
MARKS = "\u200e\u200f\u202a\u202b\u202e\u2066\u2069\u200b\u200c\u200d\ufeff"
anything = st.text(st.characters(exclude_categories=()), max_size=600)  # lone surrogates included
mixed = st.lists(
    st.sampled_from(
        [
            "a",
            "ß",
            "ش",
            "א",
            "今",
            "ก",
            "👩‍👩‍👧",
            "ﷺ",
            "e\u0301",
            " ",
            "\t",
            "\n",
            "\x00",
            "\x1b",
            "\ud800",
            ".",
            *MARKS,
        ]
    ),
    max_size=600,
).map("".join)


@pytest.fixture(scope="module")
def tokenizer() -> PieceTokenizer:
    return PieceTokenizer(JSON)


@settings(max_examples=200, deadline=None)
@given(st.one_of(anything, mixed))
@example("")
@example("\ud83d\ude42")
def test_any_text_is_cut_into_pieces_that_fit_the_network(tokenizer: PieceTokenizer, text: str) -> None:
    encoded = tokenizer.encode(text)
    assert len(encoded.ids) <= LONGEST
    assert all(0 <= piece < tokenizer.size for piece in encoded.ids)
    assert all(0 < head < LONGEST - 1 for head in encoded.heads)
    assert len(encoded.heads) == len(encoded.units)
    assert all(unit.end <= len(text) for unit in encoded.units)


@settings(max_examples=60, deadline=None)
@given(st.one_of(anything, mixed).filter(bool))
def test_text_behind_the_limit_is_not_even_looked_at(tokenizer: PieceTokenizer, text: str) -> None:
    long = (text * 10_000)[:10_000]
    assert units(long) == units(long[:MOST_CHARACTERS])
    assert tokenizer.encode(long).ids == tokenizer.encode(long[:MOST_CHARACTERS]).ids


@pytest.mark.parametrize("text", ["ﷺ" * 10_000, "a" * 10_000, "ﷺ " * 5_000, "é," * 5_000, "🙂" * 10_000])
def test_cutting_looks_at_a_bounded_number_of_characters(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    looked_at: list[int] = []
    likeliest = PieceTable._likeliest

    def counted(table: PieceTable, word: str) -> Sequence[int]:
        looked_at.append(len(word))
        return likeliest(table, word)

    monkeypatch.setattr(PieceTable, "_likeliest", counted)
    PieceTokenizer(JSON, remembered=0).encode(text)
    assert 0 < sum(looked_at) <= 2 * MOST_CHARACTERS


@pytest.mark.parametrize(
    "text",
    [
        "wake me up at seven tomorrow",
        "wie wird das wetter in münchen",
        "明日の天気を教えて",
        "सुबह सात बजे का अलार्म लगाओ",
        "ﬁnd me Ａ ＣＡＦÉ № 5",
        "মিউজিক ফিলিংসের খোজ পয়লা",
        "می\u200cتوانی یک غذای سالم",
        "zzxqj 🙂🙂 ok",
    ],
)
def test_the_table_cuts_as_the_library_does(tokenizer: PieceTokenizer, text: str) -> None:
    words = [unit.text for unit in units(text)]
    library = Tokenizer.from_file(str(JSON)).encode(words, is_pretokenized=True, add_special_tokens=False)
    expected = [piece for piece, token in zip(library.ids, library.tokens, strict=True) if token != "▁"]
    assert list(tokenizer.encode(text).ids[1:-1]) == expected


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("wake me at ７：３０", "wake me at 7:30"),  # full width
        ("ｐｌａｙ ａｂｂａ", "play abba"),
        ("cafe\u0301", "café"),  # combining accent
        ("für mich", "fu\u0308r mich"),
        ("ｱﾗｰﾑ ﾗｼﾞｵ", "アラーム ラジオ"),  # half-width Kana
        ("한국어", "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165"),
        ("wake\u00a0me\u2003up", "wake me up"),
        ("\u200fwake me\u200e", "wake me"),
    ],
)
def test_one_text_in_two_spellings_is_the_same_to_the_network(
    tokenizer: PieceTokenizer, written: str, plain: str
) -> None:
    assert tokenizer.encode(written).ids == tokenizer.encode(plain).ids


def test_a_written_table_is_the_one_that_was_read(tokenizer: PieceTokenizer, tmp_path: Path) -> None:
    PieceTable.read(JSON).write(tmp_path / "pieces.safetensors")
    compact = PieceTokenizer(tmp_path / "pieces.safetensors")
    for text in ("wake me up at seven", "明日の天気", "zzxqj 🙂", ""):
        assert compact.encode(text) == tokenizer.encode(text)
    assert compact.size == tokenizer.size
    assert (tmp_path / "pieces.safetensors").stat().st_size < JSON.stat().st_size


def test_a_file_that_holds_no_pieces_is_said(tmp_path: Path) -> None:
    for name in ("pieces.safetensors", "tokenizer.json"):
        (tmp_path / name).write_bytes(b"{}")
        with pytest.raises(NluError) as error:
            PieceTokenizer(tmp_path / name)
        assert error.value.code == "tokenizer.unreadable"


def test_words_are_remembered_and_what_is_no_word_is_not(tokenizer: PieceTokenizer) -> None:
    fresh = PieceTokenizer(JSON, remembered=8)
    texts = [
        "turn on the light",
        "turn off the light",
        "a" * 10_000,
        "ﷺ" * 40,
        *(f"lamp {number}" for number in range(20)),
    ]
    for text in texts * 2:
        assert fresh.encode(text) == PieceTokenizer(JSON, remembered=0).encode(text)
    info = fresh._remembered.cache_info()
    assert info.hits > 4
    assert info.currsize == 8
