"""Nonsense, attacks, and turns cut off half-way; ``python -m lab bench fuzz-turns`` takes ten thousand of them."""

import random
from pathlib import Path

from dialog.testing import Talk
from lab.endurance.fuzz_turns import fuzz

TURNS = 1_500


async def test_turns_of_nonsense_crash_nothing_and_leave_nothing_stuck(tmp_path: Path) -> None:
    record = await fuzz(tmp_path, TURNS, 20261121, "")
    assert record.crashes == ()
    assert record.failures == ()
    assert (record.unanswered, record.stuck, record.after_cancel) == (0, 0, 0)
    assert record.questions > TURNS / 20, "too few questions to show that none sticks"
    assert record.cut_off > 0


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
