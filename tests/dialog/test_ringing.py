"""What is due rings, whatever else is broken."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import time, timedelta
from pathlib import Path

import pytest

from dialog import Alert, DialogError, Schedule
from dialog.testing import SATURDAY_TEN, Talk


@asynccontextmanager
async def listening(talk: Talk) -> AsyncIterator[list[Alert]]:
    """Collect what is announced."""
    alerts: list[Alert] = []

    async def listen() -> None:
        async for alert in talk.dialog.due():
            alerts.append(alert)

    task = asyncio.create_task(listen())
    yield alerts
    task.cancel()


class Full:
    """A database whose disk is full while it is told so."""

    def __init__(self, talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.is_full = True
        write = talk.database.transaction

        def transaction():
            if self.is_full:
                talk.database.trouble = DialogError("disk.full", "The disk is full.")
                raise talk.database.trouble
            return write()

        monkeypatch.setattr(talk.database, "transaction", transaction)


async def test_an_alarm_rings_once_while_the_disk_is_full(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(minutes=1))
    Full(talk, monkeypatch)
    async with listening(talk) as alerts:
        await talk.clock.advance(3600)
        assert [alert.ring.missed for alert in alerts] == [False]


async def test_that_it_rang_is_written_when_there_is_room_again(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(minutes=1))
    disk = Full(talk, monkeypatch)
    async with listening(talk) as alerts:
        await talk.clock.advance(120)
        disk.is_full = False
        await talk.clock.advance(60)
        assert len(alerts) == 1
        assert talk.database.trouble is None
    talk.restart()
    async with listening(talk) as alerts:
        await talk.clock.advance(3600)
        assert alerts == []


async def test_a_daily_alarm_rings_every_day_of_a_week_with_a_full_disk(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(hours=1), clock=time(11), repeat=frozenset(range(7)))
    disk = Full(talk, monkeypatch)
    async with listening(talk) as alerts:
        for _ in range(7 * 24):
            await talk.clock.advance(3600)
        assert [alert.ring.appointment.due.day for alert in alerts] == [21, 22, 23, 24, 25, 26, 27]
        disk.is_full = False
        await talk.clock.advance(60)
    talk.restart()
    assert [alarm.due.day for alarm in talk.schedule.appointments()] == [28]


async def test_it_rings_though_the_file_cannot_be_read_at_all(talk: Talk, monkeypatch: pytest.MonkeyPatch) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(minutes=1))
    talk.schedule.appointments()

    def broken(*_: object) -> None:
        raise DialogError("database.failed", "The disk is gone.")

    monkeypatch.setattr(talk.database, "transaction", broken)
    monkeypatch.setattr(talk.database, "query", broken)
    async with listening(talk) as alerts:
        await talk.clock.advance(3600)
        assert [alert.text for alert in alerts] == ["It is 10:01 AM. This is your alarm."]


@pytest.mark.parametrize(
    ("skill", "label", "locale", "said"),
    [
        ("eggs", "", "en-US", "It is 10:01 AM. Something is due."),
        ("eggs", "soft", "en-US", "It is 10:01 AM: soft."),
        ("eggs", "", "de-DE", "Es ist 10:01. Etwas ist fällig."),
        ("eggs", "", "nowhere", "It is 10:01 AM. Something is due."),
        ("alarms", "", "xx-YY", "It is 10:01 AM. This is your alarm."),
    ],
)
async def test_it_rings_in_general_words_where_there_are_no_others(
    talk: Talk, skill: str, label: str, locale: str, said: str
) -> None:
    talk.schedule.add(skill, "timer", SATURDAY_TEN + timedelta(minutes=1), label=label, locale=locale)
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(minutes=2))
    async with listening(talk) as alerts:
        await talk.clock.advance(180)
        assert alerts[0].text.endswith(said)
        assert len(alerts) == 2, "the next one rings too"


async def test_one_that_rang_and_was_not_announced_to_the_end_is_not_repeated_in_the_same_run(
    talk: Talk, tmp_path: Path
) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(minutes=1))
    await talk.clock.advance(60)
    ringing = talk.dialog.due()
    await anext(ringing)
    await ringing.aclose()
    async with listening(talk) as alerts:
        await talk.clock.advance(3600)
        assert alerts == []


async def test_what_rang_on_a_full_disk_does_not_ring_again_after_a_reload(
    talk: Talk, monkeypatch: pytest.MonkeyPatch
) -> None:
    talk.schedule.add("alarms", "alarm", SATURDAY_TEN + timedelta(minutes=1))
    Full(talk, monkeypatch)
    async with listening(talk) as alerts:
        await talk.clock.advance(61)
        assert len(alerts) == 1
    later = Schedule(talk.database, talk.clock)
    later.go_on_from(talk.schedule)
    assert later.appointments() == ()
