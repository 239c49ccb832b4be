import stat
from datetime import timedelta

import pytest

from dialog.decision import Cause
from dialog.journal_entry import Ending
from dialog.testing import Talk, meaning
from dialog.utterance import Guess, Origin, Rewriting, Utterance


async def test_a_turn_leaves_what_was_heard_understood_decided_and_said(talk: Talk) -> None:
    await talk.say("what is seven times eight", "qa_maths")
    [entry] = talk.dialog.journal.entries()
    assert entry.text == "what is seven times eight"
    assert entry.acted_on is not None and entry.acted_on.intent == "qa_maths"
    answer = entry.answer
    assert (answer.decision.kind, answer.decision.cause) == ("act", Cause.EXPECTED_COST)
    assert (answer.skill, answer.done, answer.text) == ("arithmetic", True, "56.")
    assert entry.at == talk.clock.now()


async def test_all_hypotheses_and_the_rewrite_are_kept(talk: Talk) -> None:
    spoken = meaning("at milk to my list", "general_quirky", confidence=0.3, in_scope=False)
    acted_on = meaning("add milk to my [list_name : shopping] list", "lists_createoradd")
    guesses = (Guess("at milk to my list", 0.6), Guess("add milk to my list", 0.5))
    utterance = Utterance(guesses, "en-US", Origin("kitchen", "downstairs", "anna", "7"), typed=False)
    rewriting = Rewriting(spoken, acted_on.utterance, used=True)
    await talk.dialog.take_turn(acted_on, utterance=utterance, rewriting=rewriting)
    [entry] = talk.dialog.journal.entries()
    assert (entry.utterance, entry.rewriting) == (utterance, rewriting)
    assert entry.plain == spoken
    assert entry.acted_on == acted_on


async def test_how_a_turn_ended_is_added_to_it(talk: Talk) -> None:
    turn = await talk.turn("what time is it", "datetime_query")
    assert talk.dialog.journal.entries()[0].ending is None
    talk.dialog.journal.finish(turn.turn, Ending({"nlu": 6.5}, "voice"))
    assert talk.dialog.journal.entries()[0].ending == Ending({"nlu": 6.5}, "voice")


async def test_an_answer_is_known_for_one(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set")
    await talk.say("[time : ten minutes]")
    first, second = talk.dialog.journal.entries()
    assert (first.answer.expects, first.answering) == ("time", False)
    assert second.answering


async def test_turns_are_numbered_on_after_a_restart(talk: Talk) -> None:
    first = await talk.turn("what time is it", "datetime_query")
    talk.restart()
    second = await talk.turn("what time is it", "datetime_query")
    assert second.turn == first.turn + 1


async def test_the_user_can_delete_all_of_it_or_what_is_old_or_single_turns(talk: Talk) -> None:
    journal = talk.dialog.journal
    for _ in range(3):
        await talk.say("what time is it", "datetime_query")
        await talk.clock.advance(3600)
    assert journal.delete(before=talk.clock.now() - timedelta(hours=2, minutes=30)) == 1
    assert [entry.turn for entry in journal.entries()] == [2, 3]
    assert journal.delete(turns=[3]) == 1
    assert [entry.turn for entry in journal.entries()] == [2]
    assert journal.delete() == 1
    assert journal.entries() == ()


@pytest.mark.parametrize("words", ["zanzibar"])
async def test_what_was_deleted_is_in_no_file_any_more(talk: Talk, words: str) -> None:
    await talk.say(f"what time is it in [place_name : {words}]", "datetime_query")
    files = list(talk.path.parent.glob("assistant.db*"))
    assert any(words.encode() in file.read_bytes() for file in files)
    await talk.say("what is two plus two", "qa_maths")
    await talk.clock.advance(7200)
    for _ in range(10):  # until the conversation itself has forgotten it
        await talk.say("what is two plus two", "qa_maths")
    talk.dialog.journal.delete()
    assert not any(words.encode() in file.read_bytes() for file in talk.path.parent.glob("assistant.db*"))


async def test_nobody_else_can_read_it(talk: Talk) -> None:
    await talk.say("what time is it", "datetime_query")
    files = list(talk.path.parent.glob("assistant.db*"))
    assert files
    assert {stat.S_IMODE(file.stat().st_mode) for file in files} == {0o600}
