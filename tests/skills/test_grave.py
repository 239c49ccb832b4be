"""What cannot be made good is asked first, and named: wherever the wish comes from."""

from pathlib import Path

import pytest

from dialog.testing import Talk
from locales import languages
from skills.home.guard import Guard

GRAVE = [
    (
        [("wake me at [time : seven am]", "alarm_set"), ("wake me at [time : eight am]", "alarm_set")],
        ("delete all alarms", "alarm_remove"),
        "Shall I delete all 2 alarms?",
    ),
    (
        [
            ("set a [time : ten minute] timer for [food_type : pasta]", "alarm_set"),
            ("set a [time : five minute] timer for [food_type : eggs]", "alarm_set"),
        ],
        ("cancel all timers", "alarm_remove"),
        "Shall I cancel all 2 timers?",
    ),
    (
        [("remind me of the [event_name : meeting] [date : tomorrow] at [time : three pm]", "calendar_set")],
        ("delete all events from my calendar", "calendar_remove"),
        "Shall I delete everything from your calendar?",
    ),
    (
        [("remind me of the [event_name : meeting] [date : tomorrow] at [time : three pm]", "calendar_set")],
        ("delete all events [date : tomorrow]", "calendar_remove"),
        "Shall I delete everything on Sunday, November 22 from your calendar?",
    ),
    (
        [("add [item : milk] to my [list_name : shopping] list", "lists_createoradd")],
        ("delete my [list_name : shopping] list", "lists_remove"),
        "Shall I delete the shopping list?",
    ),
    (
        [("add [person : bob] with [email_address : bob at mail dot com]", "email_addcontact")],
        ("add [person : bob] with [email_address : eve at evil dot org]", "email_addcontact"),
        "Shall I change bob's address from bob@mail.com to eve@evil.org?",
    ),
]


@pytest.mark.parametrize(("before", "wish", "question"), GRAVE, ids=[wish[0] for _, wish, _ in GRAVE])
async def test_it_is_asked_and_named_and_a_no_changes_nothing(
    talk: Talk, before: list[tuple[str, str]], wish: tuple[str, str], question: str
) -> None:
    for said in before:
        await talk.say(*said)
    kept = _kept(talk)
    assert await talk.say(*wish) == question
    assert await talk.say("no") == "Okay, cancelled."
    assert _kept(talk) == kept
    await talk.say(*wish)
    assert (await talk.turn("yes")).done
    assert _kept(talk) != kept


def _kept(talk: Talk) -> list[tuple[object, ...]]:
    return [
        tuple(row)
        for table in ("documents", "appointments")
        for row in talk.database.query(f"SELECT * FROM {table} ORDER BY 1, 2")
    ]


@pytest.fixture
def home(tmp_path: Path) -> Talk:
    return Talk(tmp_path, settings={"home": {"kind": "simulated", "guarded": ["kettle", "vault"]}})


@pytest.mark.parametrize(
    ("said", "intent", "question"),
    [
        ("turn on the [device_type : oven] plug", "iot_wemo_on", "Shall I turn on oven?"),
        ("turn off the front door socket", "iot_wemo_off", "Shall I turn off door?"),
        ("turn on the kettle", "iot_wemo_on", "Shall I turn on kettle?"),
        ("turn off the lights in the [house_place : vault]", "iot_hue_lightoff", "Shall I turn off vault?"),
    ],
)
async def test_what_is_called_or_marked_so_is_switched_after_a_yes(
    home: Talk, said: str, intent: str, question: str
) -> None:
    turn = await home.turn(said, intent)
    assert (turn.text, turn.expects, turn.done) == (question, "confirm", False)
    assert (await home.turn("yes")).done
    assert await home.say("undo") == "There is nothing to undo."


async def test_what_is_harmless_is_switched_at_once(home: Talk) -> None:
    assert (await home.turn("turn on the lamp by the door", "iot_hue_lighton")).done
    assert (await home.turn("turn on the plug", "iot_wemo_on")).done


async def test_a_correction_to_something_guarded_is_asked(home: Talk) -> None:
    await home.say("turn on the plug in the [house_place : hall]", "iot_wemo_on")
    assert (await home.turn("no, in the [house_place : garage]")).expects == "confirm"


@pytest.mark.parametrize(
    ("name", "guarded"),
    [
        ("switch.front_door_lock", True),
        ("Haustürschloss", True),
        ("Backofen", True),
        ("Puerta del garaje", True),
        ("玄関の鍵", True),
        ("大门", True),
        ("Desk fan", False),
        ("Monitor", False),
        ("Christmas tree", False),
    ],
)
def test_names_are_known_in_every_language_and_as_ids(name: str, guarded: bool) -> None:
    assert bool(Guard(()).found("plug_on", name)) is guarded


def test_every_language_with_lights_knows_what_is_guarded() -> None:
    from locales import section
    from skills.home.colors import HomeWords

    tables = {code: section(code, "home", HomeWords) for code in languages()}
    assert [code for code, words in tables.items() if words and words.lights and not words.guarded] == []
