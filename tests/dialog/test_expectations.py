from pathlib import Path

import pytest

from dialog.expectations import MOST
from dialog.testing import Talk


@pytest.fixture
def talk(tmp_path: Path):
    talk = Talk(tmp_path, settings={"home": {"kind": "simulated", "rooms": ["snuggery"]}})
    yield talk
    talk.database.close()


async def test_lists_people_and_timers_are_expected_by_name(talk: Talk) -> None:
    await talk.say("add [item : milk] to the [list_name : shopping] list", "lists_createoradd")
    await talk.say("add [person : siobhan] with [email_address : s at mail dot com]", "email_addcontact")
    await talk.say("set a [time : ten minute] timer for [food_type : pasta]", "alarm_set")
    assert {"shopping", "milk", "siobhan", "pasta", "snuggery"} <= set(talk.dialog.expected())


async def test_numbers_are_expected_while_one_is_asked_for_in_its_language(talk: Talk) -> None:
    assert "zehn" not in talk.dialog.expected()
    await talk.turn("stell einen timer", "alarm_set", "de-DE")
    assert "zehn" in talk.dialog.expected()


async def test_yes_and_no_are_expected_while_a_confirmation_is_asked_for(talk: Talk) -> None:
    await talk.say("add [item : milk] to the [list_name : shopping] list", "lists_createoradd")
    turn = await talk.turn("delete my [list_name : shopping] list", "lists_remove")
    assert turn.expects == "confirm"
    assert {"yes", "no"} <= set(talk.dialog.expected())


async def test_a_long_address_book_does_not_make_the_recogniser_slow(talk: Talk) -> None:
    book = talk.dialog.skills["contacts"].skill._book
    for number in range(2 * MOST):
        book.put(f"person {number}", "")
    assert len(talk.dialog.expected()) == MOST
