"""Ten thousand turns of nonsense: no crash, no stuck question, and always one answer."""

import random
from pathlib import Path

from dialog.state import CONTEXT_LIVES
from dialog.testing import Talk
from nlu import Interpretation, Reading, Slot

TURNS = 10_000
LOCALES = ["en-US", "de-DE", "es-ES", "fr-FR", "hi-IN", "ja-JP", "zh-CN", "ar-SA", "tr-TR", "sw-KE", "xx-YY", ""]
PIECES = [
    *(
        "set a timer",
        "ten minutes",
        "no",
        "yes",
        "cancel",
        "undo",
        "repeat that",
        "and tomorrow",
        "i meant seven",
        "all",
    ),
    *("add milk and eggs to my shopping list", "delete my list", "two", "zwölf mal acht", "9^9^9", "divided by zero"),
    *(
        "タイマー",
        "पाँच मिनट",
        "مؤقت",
        "🎉",
        "\u202e",
        "\x00",
        "",
        " ",
        "'; DROP TABLE documents; --",
        "{ $label }",
        "a" * 500,
    ),
    *(
        "every monday",
        "february thirtieth",
        "25:61",
        "-1 minutes",
        "999999999 hours",
        "in tokyo",
        "narnia",
        "what time is it",
    ),
]
SLOTS = [
    "time",
    "date",
    "timeofday",
    "list_name",
    "place_name",
    "event_name",
    "person",
    "color_type",
    "change_amount",
    "x",
]


def nonsense(chance: random.Random, intents: list[str]) -> tuple[Interpretation, ...]:
    """Some hypotheses of one utterance."""
    return tuple(_hypothesis(chance, intents) for _ in range(chance.choice([1, 1, 1, 2, 3])))


def _hypothesis(chance: random.Random, intents: list[str]) -> Interpretation:
    text = " ".join(chance.choices(PIECES, k=chance.randint(1, 3)))
    slots = []
    for _ in range(chance.randint(0, 2)):
        start = chance.randint(0, len(text))
        end = chance.randint(start, len(text))
        slots.append(Slot(chance.choice(SLOTS), text[start:end], start, end, chance.random()))
    first = chance.random()
    readings = (Reading(chance.choice(intents), first), Reading(chance.choice(intents), 1 - first))
    return Interpretation(text, chance.choice(LOCALES), readings, tuple(slots), chance.random() > 0.1)


async def test_ten_thousand_turns_of_nonsense(tmp_path: Path) -> None:
    chance = random.Random(20261121)
    talk = Talk(tmp_path, settings={"home": {"kind": "simulated"}})
    talk.database.query("PRAGMA synchronous = OFF")  # nothing here is about power cuts
    intents = sorted({intent for skill in talk.dialog.skills.values() for intent in skill.manifest.intents})
    for _ in range(TURNS):
        turn = await talk.dialog.take_turn(*nonsense(chance, intents))
        assert turn.text, turn
        assert turn.failures == {}, turn
        if chance.random() < 0.02:
            await talk.clock.advance(chance.choice([1, 60, 3600]))
        if chance.random() < 0.001:
            talk.restart()
            talk.database.query("PRAGMA synchronous = OFF")

    await talk.clock.advance(CONTEXT_LIVES.total_seconds() + 1)
    assert await talk.say("what is two plus two", "qa_maths") == "4."


async def test_after_cancel_the_question_stays_closed(tmp_path: Path) -> None:
    chance = random.Random(7)
    talk = Talk(tmp_path)
    openers = [("set a timer", "alarm_set"), ("set an alarm", "alarm_set"), ("create a list", "lists_createoradd")]
    for _ in range(100):
        text, intent = chance.choice(openers)
        assert (await talk.turn(text, intent)).expects
        assert (await talk.turn(chance.choice(["cancel", "never mind", "forget it"]))).expects == ""
        assert await talk.say("purple") == "I did not understand that."
    assert talk.schedule.appointments() == ()
