import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlu import NluError
from nlu.annotation import Annotated, Span, parse


@pytest.mark.parametrize(
    ("text", "annotation", "slots"),
    [
        ("wake me at nine am", "wake me at [time : nine am]", [("time", "nine am")]),
        ("十秒間ポーズして", "[time : 十秒] 間ポーズして", [("time", "十秒")]),
        ("stop", "stop", []),
        ("a b", "[x : a] [y : b]", [("x", "a"), ("y", "b")]),
    ],
)
def test_brackets_become_spans_of_the_text(text: str, annotation: str, slots: list[tuple[str, str]]) -> None:
    found = parse(annotation, text)
    assert [(span.slot, text[span.start : span.end]) for span in found.spans] == slots
    assert str(found) == annotation


def test_an_annotation_of_another_text_is_an_error() -> None:
    with pytest.raises(NluError) as error:
        parse("play [song : abc]", "play abcd")
    assert error.value.code == "annotation.mismatch"


words = st.text(st.characters(whitelist_categories=("Ll", "Lo")), min_size=1, max_size=6)


@given(st.lists(st.tuples(words, st.booleans()), min_size=1, max_size=8))
def test_writing_and_parsing_are_inverse(parts: list[tuple[str, bool]]) -> None:
    text, spans = "", []
    for word, labelled in parts:
        text += " " if text else ""
        if labelled:
            spans.append(Span("slot", len(text), len(text) + len(word)))
        text += word
    annotated = Annotated(text, tuple(spans))
    assert parse(str(annotated), text) == annotated
