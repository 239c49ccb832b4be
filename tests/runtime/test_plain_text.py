import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runtime.plain_text import json_line, one_line, plain, plain_values

ANY = st.text(st.characters(exclude_categories=()))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("\x1b[31mred\x1b[0m", "red"),
        ("\x1b]0;title\x07milk", "milk"),
        ("\x9b2Jmilk", "milk"),
        ("a\x00b\x08", "ab"),
        ("half \ud800", "half \ufffd"),
        ("gpj\u202egnp.exe", "gpjgnp.exe"),
        ("one\r\ntwo\u2028three", "one\ntwo\nthree"),
        ("tab\there", "tab here"),
    ],
)
def test_what_would_move_the_cursor_is_out(text: str, shown: str) -> None:
    assert plain(text) == shown


@pytest.mark.parametrize("text", ["नमस्ते दुनिया", "می\u200cخواهم", "👩\u200d🍳", "ភាសា\u200bខ្មែរ", "[/x] <b>&amp;"])
def test_letters_of_every_language_stay(text: str) -> None:
    assert plain(text) == text


@given(ANY)
def test_nothing_is_left_that_a_terminal_or_a_file_would_stumble_over(text: str) -> None:
    shown = plain(text)
    assert not [sign for sign in shown if unicodedata.category(sign) in ("Cc", "Cs") and sign != "\n"]
    assert shown.encode().decode() == shown
    assert plain(shown) == shown


@given(ANY)
def test_one_line_is_one_line(text: str) -> None:
    assert len(one_line(text, 10).splitlines()) <= 1


def test_a_value_is_plain_in_all_its_parts() -> None:
    assert plain_values({"\x1b[Ka": [{"b": "\ud800"}], "c": 1}) == {"a": [{"b": "\ufffd"}], "c": 1}


@given(st.dictionaries(st.text(), st.text() | st.sampled_from(["\ud800", "\x9b", "\U000e0041"])))
def test_a_line_of_json_comes_back_whole_and_is_safe_to_print(record: dict[str, str]) -> None:
    line = json_line(record)
    assert plain(line) == line
    assert json.loads(line) == record
