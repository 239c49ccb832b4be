import pytest

from lab.nlu.training.scoring import Labelled, merged, score
from nlu.annotation import Annotated, parse


def labelled(intent: str, annotation: str, text: str) -> Labelled:
    return Labelled(intent, parse(annotation, text))


def test_neighbouring_words_of_one_slot_are_one_span() -> None:
    one = parse("at [time : five] [time : thirty]", "at five thirty")
    other = parse("at [time : five thirty]", "at five thirty")
    assert merged(one) == merged(other)


def test_exact_match_needs_intent_and_every_span() -> None:
    text = "wake me at nine"
    gold = labelled("alarm_set", "wake me at [time : nine]", text)
    pairs = [
        (gold, gold),
        (gold, labelled("alarm_query", "wake me at [time : nine]", text)),
        (gold, labelled("alarm_set", "wake [time : me at nine]", text)),
        (gold, Labelled("alarm_set", Annotated(text, ()))),
    ]
    scores = score(pairs)
    assert (scores.intent, scores.exact_match) == (75, 25)
    assert scores.slot_f1 == pytest.approx(100 * 2 * 2 / (4 + 3))
