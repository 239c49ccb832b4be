import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from dialog import Agenda, Ring, Schedule
from dialog.testing import SATURDAY_TEN, Talk


@asynccontextmanager
async def listening(schedule: Schedule) -> AsyncIterator[list[Ring]]:
    """Collect what rings."""
    rings: list[Ring] = []

    async def listen() -> None:
        async for ring in schedule.due():
            rings.append(ring)

    task = asyncio.create_task(listen())
    yield rings
    task.cancel()


async def test_a_timer_rings_when_its_time_has_come_and_not_before(talk: Talk) -> None:
    talk.schedule.add("timers", "timer", SATURDAY_TEN + timedelta(minutes=10))
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(599)
        assert rings == []
        await talk.clock.advance(1)
        assert [ring.missed for ring in rings] == [False]


async def test_a_timer_that_is_set_while_another_runs_rings_first_if_it_is_due_first(talk: Talk) -> None:
    async with listening(talk.schedule) as rings:
        talk.schedule.add("timers", "timer", SATURDAY_TEN + timedelta(minutes=10), label="long")
        await talk.clock.advance(60)
        talk.schedule.add("timers", "timer", SATURDAY_TEN + timedelta(minutes=2), label="short")
        await talk.clock.advance(3600)
        assert [ring.appointment.label for ring in rings] == ["short", "long"]


async def test_it_rings_once(talk: Talk) -> None:
    talk.schedule.add("timers", "timer", SATURDAY_TEN + timedelta(minutes=1))
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(3600)
        assert len(rings) == 1
    assert talk.schedule.appointments() == ()


async def test_a_removed_timer_does_not_ring(talk: Talk) -> None:
    timer = talk.schedule.add("timers", "timer", SATURDAY_TEN + timedelta(minutes=1))
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(30)
        assert talk.schedule.remove(timer.id)
        await talk.clock.advance(3600)
        assert rings == []


async def test_what_was_due_while_the_program_was_off_is_announced_as_missed_once(talk: Talk) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(hours=1), clock=time(11))
    await talk.clock.advance(7200)
    talk.restart()
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(86_400)
        assert [ring.missed for ring in rings] == [True]


async def test_an_alarm_that_was_cut_short_by_the_end_of_the_program_does_not_ring_again_but_is_told(
    talk: Talk,
) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(minutes=1))
    await talk.clock.advance(60)
    ringing = talk.schedule.due()
    assert not (await anext(ringing)).missed
    talk.restart()
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(3600)
        assert [ring.missed for ring in rings] == [True]


async def test_a_daily_alarm_rings_at_the_same_wall_time_across_the_change_of_clocks(talk: Talk) -> None:
    berlin = ZoneInfo("Europe/Berlin")
    talk.clock._now = datetime(2026, 3, 28, 12, 0, tzinfo=berlin)
    first = datetime(2026, 3, 29, 7, 0, tzinfo=berlin)
    talk.schedule.add("alarms", "alarm", first, clock=time(7), repeat=frozenset(range(7)))
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(3 * 86_400)
        times = [ring.appointment.due.strftime("%d %H:%M") for ring in rings]
        assert times == ["29 07:00", "30 07:00", "31 07:00"]


async def test_a_wall_clock_that_is_set_forward_is_noticed(talk: Talk) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(hours=2), clock=time(12))
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(60)
        talk.clock.step(2 * 3600)
        await talk.clock.advance(31)
        assert len(rings) == 1


@pytest.mark.parametrize("step", [3600, -3600])
async def test_a_timer_lasts_as_long_as_it_was_set_to_though_the_clock_is_set_anew(talk: Talk, step: float) -> None:
    length = timedelta(minutes=10)
    talk.schedule.add("timers", "timer", SATURDAY_TEN + length, length=length)
    async with listening(talk.schedule) as rings:
        await talk.clock.advance(60)
        talk.clock.step(step)
        await talk.clock.advance(500)
        assert rings == []
        await talk.clock.advance(70)
        assert [ring.missed for ring in rings] == [False]


async def test_an_alarm_keeps_its_hour_where_the_user_moves_to_another_zone(talk: Talk) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(hours=21), clock=time(7))
    talk.clock.zone = ZoneInfo("America/New_York")
    talk.restart()
    (alarm,) = talk.schedule.appointments()
    assert alarm.due == datetime(2026, 11, 22, 7, 0, tzinfo=ZoneInfo("America/New_York"))


def test_a_skill_can_remove_only_its_own(talk: Talk) -> None:
    alarm = talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(hours=1))
    assert not Agenda(talk.schedule, "timers").remove(alarm.id)
    assert Agenda(talk.schedule, "alarms").remove(alarm.id)


def test_two_rings_of_one_moment_keep_their_order(talk: Talk) -> None:
    due = SATURDAY_TEN + timedelta(hours=1)
    ids = [talk.schedule.add("alarms", "alarm", due).id for _ in range(3)]
    assert [appointment.id for appointment in talk.schedule.appointments()] == ids
