"""Whose yes? What was asked in one session is answered there and nowhere else."""

import sqlite3
from pathlib import Path

import pytest

from dialog.journal_seal import Seal, make_key
from dialog.sessions import MOST_OF_A_DEVICE, Sessions
from dialog.state import DialogState
from dialog.testing import Talk
from dialog.utterance import Origin

KITCHEN = Origin("satellite kitchen", session="satellite kitchen")
BEDROOM = Origin("satellite bedroom", session="satellite bedroom")
COMMAND = Origin(session="command")
SHOPPING = ("add [item : milk] to my [list_name : shopping] list", "lists_createoradd")
WORK = ("add [item : nails] to my [list_name : work] list", "lists_createoradd")
DELETE = ("delete my [list_name : shopping] list", "lists_remove")


async def names(talk: Talk) -> str:
    return await talk.say("what lists do i have", "lists_query")


@pytest.mark.parametrize("word", ["yes", "okay", "right"])
async def test_a_yes_elsewhere_confirms_nothing(talk: Talk, word: str) -> None:
    await talk.say(*SHOPPING)
    await talk.say(*DELETE, origin=KITCHEN)
    assert not (await talk.turn(word, origin=BEDROOM)).done
    assert "shopping" in await names(talk)
    assert await talk.say("yes", origin=KITCHEN) == "The shopping list is gone."


async def test_a_one_shot_yes_does_not_answer_the_terminal(talk: Talk) -> None:
    await talk.say(*SHOPPING)
    await talk.say(*DELETE, origin=Origin(session="terminal"))
    assert not (await talk.turn("yes", origin=COMMAND)).done


async def test_somebody_else_in_the_same_room_does_not_answer_for_who_was_asked(talk: Talk) -> None:
    anna, guest = (Origin("hall", person=person, session="hall") for person in ("anna", "guest"))
    await talk.say(*SHOPPING)
    await talk.say(*DELETE, origin=anna)
    assert not (await talk.turn("yes", origin=guest)).done
    assert (await talk.turn("yes", origin=anna)).done


async def test_the_answer_to_a_question_is_not_taken_from_elsewhere(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set", origin=KITCHEN)
    assert not (await talk.turn("[time : ten minutes]", origin=BEDROOM)).done
    assert await talk.say("[time : ten minutes]", origin=KITCHEN) == "Timer set for 10 minutes."


async def test_undo_takes_back_only_what_was_done_there(talk: Talk) -> None:
    await talk.say(*SHOPPING, origin=KITCHEN)
    assert await talk.say("undo", origin=BEDROOM) == "There is nothing to undo."
    assert await talk.say("undo", origin=KITCHEN) == "Undone."


async def test_nobody_hears_again_what_was_said_to_another(talk: Talk) -> None:
    await talk.say("what is seven times eight", "qa_maths", origin=KITCHEN)
    assert "56" not in await talk.say("repeat that", origin=BEDROOM)
    assert await talk.say("repeat that", origin=KITCHEN) == "56."


async def test_a_follow_up_goes_on_about_its_own_session(talk: Talk) -> None:
    await talk.say("what time is it in [place_name : tokyo]", "datetime_query", origin=KITCHEN)
    assert "Rome" not in await talk.say("and in [place_name : rome]", origin=BEDROOM)
    assert "Rome" in await talk.say("and in [place_name : rome]", origin=KITCHEN)


async def test_what_rings_is_the_houses_and_stops_from_anywhere_but_not_by_a_yes(talk: Talk) -> None:
    await talk.say("set a timer for [time : ten minutes]", "alarm_set", origin=KITCHEN)
    due = talk.dialog.due(KITCHEN)
    await talk.clock.advance(600)
    await anext(due)
    assert not (await talk.turn("yes", origin=BEDROOM)).done
    assert await talk.say("stop", origin=BEDROOM) == "Okay."
    assert await talk.say("stop", origin=KITCHEN) != "Okay."
    await due.aclose()


async def test_what_rings_repeats_only_the_question_that_it_interrupts(talk: Talk) -> None:
    await talk.say("set a timer for [time : ten minutes]", "alarm_set", origin=KITCHEN)
    await talk.clock.advance(590)
    await talk.say("set a timer", "alarm_set", origin=BEDROOM)
    due = talk.dialog.due(KITCHEN)
    await talk.clock.advance(10)
    assert (await anext(due)).text == "Your timer for 10 minutes is done."
    await due.aclose()


async def test_each_session_goes_on_after_a_restart(talk: Talk) -> None:
    await talk.say(*SHOPPING)
    await talk.say(*DELETE, origin=KITCHEN)
    talk.restart()
    assert not (await talk.turn("yes", origin=BEDROOM)).done
    assert (await talk.turn("yes", origin=KITCHEN)).done


async def test_a_session_that_cannot_be_read_begins_anew(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set", origin=KITCHEN)
    talk.database.close()
    with sqlite3.connect(talk.path) as connection:
        connection.execute("UPDATE sessions SET body = '{\"pending\": 7}'")
    talk.open()
    assert (await talk.turn("what time is it", "datetime_query", origin=KITCHEN)).done


async def test_one_client_cannot_push_anothers_conversation_out(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set", origin=KITCHEN)
    for number in range(3 * MOST_OF_A_DEVICE):
        await talk.say("what time is it", "datetime_query", origin=Origin("satellite bad", session=f"{number}"))
    rows = talk.database.query("SELECT count(*) FROM sessions WHERE device = 'satellite bad'")
    assert rows[0][0] == MOST_OF_A_DEVICE
    talk.restart()
    assert await talk.say("[time : ten minutes]", origin=KITCHEN) == "Timer set for 10 minutes."


async def test_sessions_that_are_over_are_struck_out(talk: Talk) -> None:
    await talk.say("what time is it", "datetime_query", origin=KITCHEN)
    await talk.clock.advance(7_200)
    await talk.say("what time is it", "datetime_query", origin=BEDROOM)
    assert [row["session"] for row in talk.database.query("SELECT session FROM sessions")] == ["satellite bedroom"]


@pytest.mark.parametrize(("sealed", "keep"), [(True, True), (False, False)])
def test_with_a_key_sessions_are_sealed_and_without_a_journal_they_are_not_written(
    talk: Talk, tmp_path: Path, sealed: bool, keep: bool
) -> None:
    make_key(tmp_path / "key")
    sessions = Sessions(talk.database, talk.clock, Seal(tmp_path / "key" if sealed else None), keep=keep)
    sessions.change(KITCHEN, DialogState(said="the door code is 4711"))
    sessions.save(KITCHEN)
    bodies = [row["body"] for row in talk.database.query("SELECT body FROM sessions")]
    assert len(bodies) == (1 if keep else 0) and not any("4711" in body for body in bodies)
    assert sessions.of(KITCHEN).said == "the door code is 4711"


async def test_a_correction_at_a_confirmation_asks_again_with_the_new_value(talk: Talk) -> None:
    await talk.say(*SHOPPING)
    await talk.say(*WORK)
    await talk.say(*DELETE)
    assert await talk.say("no, the [list_name : work] list") == "Shall I delete the work list?"
    assert await talk.say("no") == "Okay, cancelled."
    assert "shopping" in await names(talk) and "work" in await names(talk)


async def test_a_yes_to_one_deed_is_no_yes_to_another_that_it_has_become_since(talk: Talk) -> None:
    await talk.say(*SHOPPING)
    assert await talk.say("delete the list", "lists_remove", origin=KITCHEN) == "Shall I delete the shopping list?"
    await talk.say(*WORK, origin=BEDROOM)
    await talk.say("delete my [list_name : shopping] list", "lists_remove", origin=BEDROOM)
    await talk.say("yes", origin=BEDROOM)
    assert await talk.say("yes", origin=KITCHEN) == "Shall I delete the work list?"
