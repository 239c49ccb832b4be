import pytest

from dialog.testing import Talk


async def test_things_go_on_a_list_are_read_and_come_off(talk: Talk) -> None:
    assert await talk.say("add milk and eggs to my [list_name : shopping] list", "lists_createoradd") == (
        "I put milk and eggs on the shopping list."
    )
    assert await talk.say("what is on my [list_name : shopping] list", "lists_query") == (
        "On the shopping list: milk and eggs."
    )
    assert await talk.say("take milk off my [list_name : shopping] list", "lists_remove") == (
        "I took milk off the shopping list."
    )
    assert await talk.say("take milk off my [list_name : shopping] list", "lists_remove") == (
        "milk: not on the shopping list."
    )
    assert await talk.say("read the list", "lists_query") == "On the shopping list: eggs."


async def test_a_new_list_is_asked_for_its_name(talk: Talk) -> None:
    assert await talk.say("create a new list", "lists_createoradd") == "What shall I call the list?"
    assert await talk.say("holiday") == "I made a holiday list."
    assert await talk.say("what are my lists", "lists_query") == "You have one list: holiday."


async def test_what_is_to_be_added_is_asked_for(talk: Talk) -> None:
    assert await talk.say("add something to my list", "lists_createoradd") == "What shall it be?"
    assert await talk.say("bread and butter") == "I put bread and butter on the shopping list."


async def test_the_list_that_was_just_talked_about_is_meant(talk: Talk) -> None:
    await talk.say("add milk to the [list_name : shopping] list", "lists_createoradd")
    await talk.say("add tent to the [list_name : camping] list", "lists_createoradd")
    assert await talk.say("add stove to the list", "lists_createoradd") == "I put stove on the camping list."


async def test_a_list_that_is_not_there_is_not_deleted(talk: Talk) -> None:
    await talk.say("delete the [list_name : work] list", "lists_remove")
    assert await talk.say("yes") == "You have no work list."


@pytest.mark.parametrize(
    ("locale", "text", "reply"),
    [
        ("de-DE", "setze milch auf die [list_name : einkaufs] liste", "milch: steht jetzt auf der Liste „einkaufs“."),
        ("es-ES", "pon pan en la lista del [list_name : supermercado]", "He puesto pan en la lista supermercado."),
        ("fr-FR", "mettre du pain sur la liste d' [list_name : épicerie]", "J'ai mis pain sur la liste épicerie."),
        ("hi-IN", "[list_name : किराने] की सूची में अंडे ऐड करो", "अंडे को किराने सूची में जोड़ दिया।"),
        ("ja-JP", "[list_name : 食料品] リストにパンを入れてください", "パンを食料品リストに入れました。"),
    ],
)
async def test_things_go_on_lists_in_other_languages(talk: Talk, locale: str, text: str, reply: str) -> None:
    assert await talk.say(text, "lists_createoradd", locale) == reply
