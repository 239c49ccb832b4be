"""What a person marks wants a PIN too: said or typed, a few times at most, and written down nowhere."""

from pathlib import Path

import pytest

from dialog.pin import LOCKED_FOR, MOST_WRONG
from dialog.testing import Talk
from dialog.utterance import Origin

ADD = ("add [item : milk] to my [list_name : shopping] list", "lists_createoradd")
DELETE = ("delete my [list_name : shopping] list", "lists_remove")
ELSEWHERE = Origin("satellite hall", session="hall")


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    return Talk(tmp_path, pin="0471")


async def asked_for_pin(talk: Talk) -> None:
    await talk.say(*ADD)
    await talk.say(*DELETE)
    assert await talk.say("yes") == "What is the PIN?"


@pytest.mark.parametrize("told", ["0471", "0 4 7 1", "zero four seven one"])
async def test_it_is_told_in_digits_or_in_words(talk: Talk, told: str) -> None:
    await asked_for_pin(talk)
    assert await talk.say(told) == "The shopping list is gone."


@pytest.mark.parametrize("told", ["0472", "471", "yes", "04710471", "delete my list"])
async def test_nothing_else_does(talk: Talk, told: str) -> None:
    await asked_for_pin(talk)
    assert await talk.say(told) == "That is not the PIN. What is the PIN?"


async def test_it_counts_only_where_it_was_asked(talk: Talk) -> None:
    await asked_for_pin(talk)
    assert not (await talk.turn("0471", origin=ELSEWHERE)).done


async def test_it_can_be_let_be(talk: Talk) -> None:
    await asked_for_pin(talk)
    assert await talk.say("never mind") == "Okay, cancelled."
    assert not (await talk.turn("0471")).done


async def test_after_a_few_wrong_ones_even_the_right_one_must_wait_over_restarts_too(talk: Talk) -> None:
    await talk.say(*ADD)
    for _ in range(MOST_WRONG):
        await talk.say(*DELETE)
        await talk.say("yes")
        await talk.say("9999")
        await talk.say("never mind")
    talk.restart()
    await talk.say(*DELETE)
    assert await talk.say("yes") == "There were too many wrong PINs. Try again later."
    await talk.clock.advance(LOCKED_FOR.total_seconds() + 1)
    await asked_for_pin(talk)
    assert await talk.say("0471") == "The shopping list is gone."


async def test_what_only_looks_or_adds_wants_none(talk: Talk) -> None:
    assert (await talk.turn(*ADD)).done
    assert (await talk.turn("what is on my [list_name : shopping] list", "lists_query")).done


@pytest.mark.parametrize("told", ["0471", "9471"])
async def test_no_byte_on_disk_holds_what_was_told(talk: Talk, told: str) -> None:
    await asked_for_pin(talk)
    await talk.say(told)
    entry = talk.dialog.journal.entries(last=1)[0]
    assert (entry.utterance.text, entry.acted_on, entry.answering) == ("••••", None, True)
    for file in talk.path.parent.iterdir():
        assert told.encode() not in file.read_bytes()
