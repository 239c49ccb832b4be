import asyncio
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from dialog import Database, Schedule, SystemClock, VirtualClock
from dialog.testing import SATURDAY_TEN

BERLIN, NEW_YORK = ZoneInfo("Europe/Berlin"), ZoneInfo("America/New_York")


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch):
    """Sets the zone of the machine, as far as this process is concerned."""

    def moved_to(zone: str) -> None:
        monkeypatch.setenv("TZ", zone)
        time.tzset()

    yield moved_to
    monkeypatch.undo()
    time.tzset()


def test_without_a_setting_the_zone_has_its_rules(machine) -> None:
    machine("Europe/Berlin")
    zone = SystemClock().zone
    assert datetime(2027, 1, 1, tzinfo=zone).utcoffset() == timedelta(hours=1)
    assert datetime(2027, 7, 1, tzinfo=zone).utcoffset() == timedelta(hours=2)


def test_an_alarm_for_july_that_is_set_in_winter_is_on_local_time(machine, tmp_path: Path) -> None:
    machine("Europe/Berlin")
    schedule = Schedule(Database(tmp_path / "a.db"), SystemClock())
    zone = SystemClock().zone
    alarm = schedule.add("alarms", "alarm", datetime(2027, 7, 1, 7, tzinfo=zone))
    assert alarm.due.astimezone(UTC) == datetime(2027, 7, 1, 5, tzinfo=UTC)


def test_a_process_that_runs_notices_that_the_machine_has_moved(machine) -> None:
    machine("Europe/Berlin")
    clock = SystemClock()
    machine("America/New_York")
    clock.look_for_zone()
    assert clock.zone == NEW_YORK


def test_a_zone_that_was_chosen_stays(machine) -> None:
    machine("America/New_York")
    clock = SystemClock("Europe/Berlin")
    clock.look_for_zone()
    assert clock.zone == BERLIN


def test_a_machine_whose_zone_cannot_be_told_keeps_the_last_one(machine) -> None:
    machine("Europe/Berlin")
    clock = SystemClock()
    machine("No/Where")
    clock.look_for_zone()
    assert clock.zone == BERLIN


@pytest.mark.parametrize(("hour", "day"), [(7, 22), (0, 22), (23, 21)])
async def test_an_alarm_keeps_its_hour_while_the_process_runs(tmp_path: Path, hour: int, day: int) -> None:
    clock = VirtualClock(SATURDAY_TEN)
    schedule = Schedule(Database(tmp_path / "a.db"), clock)
    due = datetime(2026, 11, day, hour, 30, tzinfo=BERLIN)
    schedule.add("alarms", "alarm", due, clock=due.time())
    rings: list[datetime] = []

    async def listen() -> None:
        async for ring in schedule.due():
            rings.append(ring.appointment.due)

    listening = asyncio.create_task(listen())
    await clock.advance(60)
    clock.zone = NEW_YORK
    await clock.advance(3 * 86_400)
    listening.cancel()
    assert rings == [datetime(2026, 11, day, hour, 30, tzinfo=NEW_YORK)]
