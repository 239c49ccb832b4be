from dataclasses import replace
from datetime import timedelta

import pytest

from dialog.answer import Answer
from dialog.decision import Cause, Decision
from dialog.journal_entry import Ending, JournalEntry
from dialog.learning.judgement import judge, split, turns
from dialog.testing import SATURDAY_TEN, meaning
from dialog.utterance import Guess, Origin, Rewriting, Utterance


def answered(
    kind: str, skill: str = "", cause: Cause = Cause.EXPECTED_COST, *, done: bool = False, expects: str = ""
) -> Answer:
    return Answer(1, "en-US", "", Decision(kind, cause), skill, done, expects)  # type: ignore[arg-type]


FINE = answered("act", "clock", done=True)
LOST = answered("decline")


def entry(
    text: str,
    answer: Answer = FINE,
    *,
    at: float = 0.0,
    device: str = "here",
    interrupted: str = "",
    answering: bool = False,
) -> JournalEntry:
    said = meaning(text, "datetime_query")
    utterance = Utterance((Guess(text, 0.8),), "en-US", Origin(device))
    ending = Ending(interrupted=interrupted)  # type: ignore[arg-type]
    when, own = SATURDAY_TEN + timedelta(seconds=at), replace(answer, turn=int(at) + 1)
    return JournalEntry(when, utterance, Rewriting(said), said, answering, own, ending)


def unrelated(_first: JournalEntry, _second: JournalEntry) -> float:
    return 0.05


def again(_first: JournalEntry, _second: JournalEntry) -> float:
    return 0.9


def test_what_was_done_and_left_at_that_went_well() -> None:
    [verdict] = judge([entry("what time is it")], unrelated)
    assert (verdict.reaction, verdict.defect, verdict.rephrase) == ("none", pytest.approx(0.1), 0.0)


def test_what_was_not_understood_went_wrong() -> None:
    [verdict] = judge([entry("what thyme", LOST)], unrelated)
    assert verdict.defect == pytest.approx(0.9)


def test_what_is_said_again_went_wrong_though_something_was_done() -> None:
    first, second = judge([entry("what time is it in rum"), entry("what time is it in rome", at=9)], again)
    assert first.reaction == "rephrase"
    assert first.defect > 0.9
    assert second.defect == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("comment", "reaction"),
    [
        (entry("that's not what i said", LOST, at=5), "negative"),
        (entry("undo", answered("act", "lists", Cause.UNDO, done=True), at=5), "undo"),
        (entry("no i meant rome", answered("act", "clock", Cause.CORRECTION, done=True), at=5), "correction"),
    ],
)
def test_what_the_user_says_about_it_comes_before_any_model(comment: JournalEntry, reaction: str) -> None:
    [verdict] = judge([entry("what time is it in rum"), comment], unrelated)
    assert verdict.reaction == reaction
    assert verdict.defect >= 0.9


def test_thanks_outweigh_what_the_assistant_believes() -> None:
    [verdict] = judge([entry("what time is it", LOST), entry("thank you", LOST, at=5)], again)
    assert verdict.defect == pytest.approx(0.05)


def test_a_session_without_a_request_is_judged_as_nothing() -> None:
    assert judge([entry("thank you", LOST)], unrelated) == []


def test_nothing_said_is_judged_as_nothing() -> None:
    assert judge([], unrelated) == []


def test_a_voice_that_breaks_in_makes_it_doubtful() -> None:
    [verdict] = judge([entry("what time is it", interrupted="voice")], unrelated)
    assert verdict.reaction == "barge_in"
    assert 0.3 < verdict.defect < 0.6


def test_a_question_without_an_answer_was_abandoned() -> None:
    [verdict] = judge([entry("set a timer", answered("ask_slot", "timers", expects="time"))], unrelated)
    assert verdict.reaction == "abandoned"


def test_an_answer_ends_the_request_it_belongs_to() -> None:
    question = answered("ask_slot", "timers", expects="time")
    done = answered("act", "timers", Cause.ANSWERED, done=True)
    answer = entry("ten minutes", done, at=6, answering=True)
    [verdict] = judge([entry("set a timer", question), answer], again)
    assert verdict.reaction == "none"
    assert verdict.defect == pytest.approx(0.1)


def test_words_that_a_skill_acts_on_are_no_comment() -> None:
    done = answered("act", "lists", done=True)
    verdicts = judge([entry("what time is it"), entry("add wrong turn to my list", done, at=9)], unrelated)
    assert [verdict.entry.answer.skill for verdict in verdicts] == ["clock", "lists"]


def test_a_pause_or_another_device_starts_a_session() -> None:
    said = [entry("a"), entry("b", at=30), entry("c", at=31, device="kitchen"), entry("d", at=120)]
    assert [[one.text for one in session] for session in split(said)] == [["a", "b"], ["c"], ["d"]]


def test_a_rewritten_turn_keeps_both_meanings_for_the_miner() -> None:
    plain = meaning("tadup [time : twelve]", "play_radio", confidence=0.2)
    acted_on = meaning("what is twelve plus nine", "qa_maths")
    utterance = Utterance((Guess("tadup twelve", 0.4),), "en-US")
    rewriting = Rewriting(plain, acted_on.utterance, used=True)
    source = JournalEntry(SATURDAY_TEN, utterance, rewriting, acted_on, False, FINE)
    [turn] = turns(judge([source], unrelated))
    assert (turn.spoken, turn.effective) == ("tadup twelve", "what is twelve plus nine")
    assert (turn.meaning, turn.effective_meaning) == ("play_radio|time=twelve", "qa_maths")
    assert turn.rewritten
