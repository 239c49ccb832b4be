import asyncio
from pathlib import Path

import pytest

from dialog import Bid, Manifest, Message, Reply, Request
from dialog.testing import Talk, meaning
from nlu.student import open_student


async def test_a_missing_slot_is_asked_for_and_filled_in(talk: Talk) -> None:
    assert await talk.say("set a timer", "alarm_set") == "For how long?"
    assert await talk.say("[time : ten minutes]") == "Timer set for 10 minutes."


async def test_an_answer_counts_even_where_no_slot_was_seen_in_it(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set")
    assert await talk.say("ten minutes", "general_quirky") == "Timer set for 10 minutes."


async def test_what_is_no_answer_is_asked_for_again_and_then_dropped(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set")
    assert await talk.say("banana") == "Sorry? For how long?"
    assert await talk.say("banana") == "Sorry? For how long?"
    turn = await talk.turn("banana")
    assert (turn.text, turn.expects) == ("Never mind. Ask me again when you like.", "")


async def test_cancel_drops_the_question(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set")
    assert await talk.say("never mind") == "Okay, cancelled."
    assert await talk.say("ten minutes") == "I did not understand that."


async def test_another_request_is_served_in_the_middle_of_a_question(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set")
    assert await talk.say("what time is it", "datetime_query") == "It is 10:00 AM. For how long?"
    assert await talk.say("ten minutes") == "Timer set for 10 minutes."


async def test_repeat_says_it_again(talk: Talk) -> None:
    await talk.say("what is seven times eight", "qa_maths")
    assert await talk.say("say that again") == "56."
    await talk.say("set a timer", "alarm_set")
    assert await talk.say("pardon") == "For how long?"
    assert await talk.say("five minutes") == "Timer set for 5 minutes."


async def test_deleting_a_list_is_confirmed(talk: Talk) -> None:
    await talk.say("add milk to my [list_name : shopping] list", "lists_createoradd")
    assert (
        await talk.say("delete my [list_name : shopping] list", "lists_remove") == "Shall I delete the shopping list?"
    )
    assert await talk.say("no") == "Okay, cancelled."
    await talk.say("delete my [list_name : shopping] list", "lists_remove")
    assert await talk.say("yes please") == "The shopping list is gone."


async def test_a_question_is_still_open_after_a_restart(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set")
    talk.restart()
    assert await talk.say("ten minutes") == "Timer set for 10 minutes."


async def test_a_question_does_not_stay_open_for_ever(talk: Talk) -> None:
    await talk.say("set a timer", "alarm_set")
    await talk.clock.advance(3600)
    assert await talk.say("ten minutes") == "I did not understand that."


async def test_nothing_heard_is_said(talk: Talk) -> None:
    assert (await talk.dialog.take_turn()).text == "I did not hear that."
    assert (await talk.dialog.take_turn(meaning("", "general_quirky"))).text == "I did not hear that."


async def test_what_no_skill_can_do_is_declined(talk: Talk) -> None:
    turn = await talk.turn("juggle the moon", "general_quirky")
    assert (turn.text, turn.decision.kind, turn.skill, turn.done) == (
        "I did not understand that.",
        "decline",
        "",
        False,
    )


async def test_a_language_without_messages_gets_english_and_is_told_once(talk: Talk) -> None:
    assert await talk.say("kell az idő", "datetime_query", "hu-HU") == (
        "I do not speak Hungarian yet, so I answer in English. It is 10:00 AM."
    )
    assert await talk.say("kell az idő", "datetime_query", "hu-HU") == "It is 10:00 AM."


async def test_an_unknown_locale_is_answered_in_english(talk: Talk) -> None:
    assert (await talk.say("what time is it", "datetime_query", "xx-YY")).endswith("It is 10:00 AM.")


class Misbehaving:
    """A skill that breaks its contract in a chosen way."""

    manifest = Manifest(name="misbehaving", intents={"play_music": ()})

    def __init__(self, way: str) -> None:
        self._way = way

    def bid(self, request: Request) -> Bid | None:
        if self._way == "bid":
            raise RuntimeError("no bid")
        return Bid("misbehaving", 1.0, "test")

    async def handle(self, request: Request) -> Reply:
        if self._way == "hang":
            await asyncio.sleep(3600)
        raise RuntimeError("no reply")


class Modest:
    """A skill that offers the same, with less confidence."""

    manifest = Manifest(name="modest", intents={"play_music": ()})

    def bid(self, request: Request) -> Bid | None:
        return Bid("modest", 0.7, "test")

    async def handle(self, request: Request) -> Reply:
        return Reply((Message("dialog-said", {"text": "playing"}),))


@pytest.mark.parametrize("way", ["bid", "hang", "raise"])
async def test_a_skill_that_fails_loses_its_turn_and_not_the_conversation(tmp_path: Path, way: str) -> None:
    talk = Talk(tmp_path, (Misbehaving(way), Modest()), seconds=0.1)
    turn = await talk.turn("play jazz", "play_music")
    assert (turn.text, turn.skill, list(turn.failures)) == ("playing", "modest", ["misbehaving"])


@pytest.mark.parametrize("way", ["bid", "hang", "raise"])
async def test_a_failure_that_nobody_makes_good_is_said(tmp_path: Path, way: str) -> None:
    talk = Talk(tmp_path, (Misbehaving(way),), seconds=0.1)
    turn = await talk.turn("play jazz", "play_music")
    assert (turn.text, turn.done) == ("Sorry, something went wrong.", False)


async def test_the_better_served_of_two_hypotheses_is_taken(talk: Talk) -> None:
    student = open_student()
    texts = ("what is heaven times hate", "what is seven times eight")
    turn = await talk.dialog.take_turn(*(student.understand(text, "en-US") for text in texts))
    assert turn.text == "56."


async def test_a_full_disk_is_said_and_nothing_is_promised(talk: Talk) -> None:
    pages = talk.database.query("PRAGMA page_count")[0][0]
    talk.database.query(f"PRAGMA max_page_count = {pages}")
    item = "milk and " * 6_000
    turn = await talk.turn(f"add {item} to my [list_name : shopping] list", "lists_createoradd")
    assert (turn.text, turn.done) == ("Sorry, the disk is full. I could not save that.", False)
    assert turn.failures["journal"] == "disk.full"


async def test_two_turns_at_once_are_taken_one_after_the_other(talk: Talk) -> None:
    turns = await asyncio.gather(*(talk.turn("what time is it", "datetime_query") for _ in range(3)))
    assert sorted(turn.turn for turn in turns) == [1, 2, 3]


async def test_a_timer_speaks_when_it_is_due(talk: Talk) -> None:
    await talk.say("set a timer for [time : ten minutes]", "alarm_set")
    due = talk.dialog.due()
    waiting = asyncio.ensure_future(anext(due))
    await talk.clock.advance(600)
    assert (await asyncio.wait_for(waiting, 5)).text == "Your timer for 10 minutes is done."
