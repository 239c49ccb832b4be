from hypothesis import given
from hypothesis import strategies as st

from asr.partials import Partials
from asr.transcript import Hypothesis, Transcript


def partial(text: str) -> Transcript:
    return Transcript((Hypothesis(text, 0.9),), "en")


def stable_after(*said: str) -> str:
    partials = Partials()
    shown = [partials.push(partial(text)) for text in said][-1]
    return shown.text[: shown.stable]


def test_the_first_partial_has_nothing_stable() -> None:
    assert stable_after("Set a timer") == ""


def test_words_that_two_partials_agree_on_are_stable_but_for_the_last() -> None:
    assert stable_after("Set a time.", "Set a timer for") == "Set a"
    assert stable_after("Set a timer.", "set a timer") == "set a"


def test_a_stable_word_is_never_taken_back() -> None:
    assert stable_after("Set a timer", "Set a timer for", "Get the alarm for ten").startswith("Set a")


words = st.lists(st.sampled_from(["set", "a", "timer.", "Timer", "for", "ten"]), max_size=8).map(" ".join)


@given(st.lists(words, max_size=10))
def test_the_stable_part_only_grows(said: list[str]) -> None:
    partials = Partials()
    shown = [partials.push(partial(text)) for text in said]
    stable = [one.text[: one.stable] for one in shown]
    assert all(later.startswith(earlier) for earlier, later in zip(stable, stable[1:], strict=False))
    assert all(one.text.startswith(part) for one, part in zip(shown, stable, strict=True))
