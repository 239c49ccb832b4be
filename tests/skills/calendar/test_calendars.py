"""Calendars kept elsewhere: files, and a real CalDAV server on the loopback interface."""

import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import httpx
import pytest

from dialog.testing import BERLIN, Talk
from skills.calendar.ical import CalendarFile, Days

FAMILY = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:test
BEGIN:VEVENT
UID:choir
SUMMARY:Choir
DTSTART;TZID=Europe/Berlin:20260101T190000
RRULE:FREQ=WEEKLY;BYDAY=MO;UNTIL=20261231T220000Z
EXDATE;TZID=Europe/Berlin:20261130T190000
END:VEVENT
BEGIN:VEVENT
UID:choir
SUMMARY:Choir in the church
RECURRENCE-ID;TZID=Europe/Berlin:20261207T190000
DTSTART;TZID=Europe/Berlin:20261208T200000
END:VEVENT
BEGIN:VEVENT
UID:birthday
SUMMARY:Anna's birthday
DTSTART;VALUE=DATE:20261122
END:VEVENT
BEGIN:VEVENT
UID:call
SUMMARY:Call with Tokyo
DTSTART:20261123T230000Z
END:VEVENT
END:VCALENDAR
"""


@pytest.fixture
def family(tmp_path: Path) -> Path:
    (tmp_path / "family.ics").write_text(FAMILY.replace("\n", "\r\n"), encoding="utf-8")
    return tmp_path / "family.ics"


async def test_repeating_events_keep_the_clock_on_the_wall_their_exceptions_and_their_end(family: Path) -> None:
    year = Days(date(2026, 11, 16), date(2027, 2, 1), BERLIN)
    starts = [
        (occurrence.due.month, occurrence.due.day, occurrence.due.hour)
        for occurrence in await CalendarFile(family).occurrences(year)
        if occurrence.uid == "choir"
    ]
    assert starts == [(11, 16, 19), (11, 23, 19), (12, 14, 19), (12, 21, 19), (12, 28, 19), (12, 8, 20)]


async def test_what_a_file_holds_is_told_beside_what_was_said(tmp_path: Path, family: Path) -> None:
    talk = Talk(tmp_path, settings={"calendar": {"files": [str(family)]}})
    await talk.say("remind me of the [event_name : rehearsal] [date : monday] at [time : five pm]", "calendar_set")
    assert await talk.say("what is on my calendar [date : tomorrow]", "calendar_query") == "Anna's birthday tomorrow."
    assert await talk.say("what is on my calendar on [date : monday]", "calendar_query") == (
        "There are 2 events: rehearsal on Monday, November 23 at 5:00 PM. Choir on Monday, November 23 at 7:00 PM."
    )
    assert await talk.say("what is on my calendar on [date : tuesday]", "calendar_query") == (
        "Call with Tokyo on Tuesday, November 24 at 12:00 AM."
    )
    turn = await talk.turn("cancel the [event_name : choir]", "calendar_remove")
    assert (turn.text, turn.done) == ("Choir and Choir in the church: I can only read that calendar.", False)


async def test_what_can_only_be_read_is_not_said_to_be_gone(tmp_path: Path, family: Path) -> None:
    talk = Talk(tmp_path, settings={"calendar": {"files": [str(family)]}})
    turn = await talk.turn("cancel the [event_name : birthday]", "calendar_remove")
    assert (turn.text, turn.done) == ("Anna's birthday: I can only read that calendar.", False)
    family.write_text("BEGIN:NONSENSE", encoding="utf-8")
    turn = await talk.turn("what is on my calendar", "calendar_query")
    assert (turn.text, turn.done) == ("I cannot reach one of your calendars right now.", False)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an empty calendar on a server that wants a password."""
    pytest.importorskip("radicale", reason="Radicale is not installed (pip install radicale)")
    folder, port = tmp_path_factory.mktemp("radicale"), free_port()
    (folder / "users").write_text("me:open sesame\n", encoding="utf-8")
    (folder / "config").write_text(
        f"[server]\nhosts = 127.0.0.1:{port}\n[auth]\ntype = htpasswd\nhtpasswd_filename = {folder / 'users'}\n"
        f"htpasswd_encryption = plain\n[storage]\nfilesystem_folder = {folder / 'collections'}\n",
        encoding="utf-8",
    )
    address = f"http://127.0.0.1:{port}/me/home/"
    program = [sys.executable, "-m", "radicale", "--config", str(folder / "config")]
    with subprocess.Popen(program, stderr=subprocess.DEVNULL) as process:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        httpx.request("MKCALENDAR", address, auth=("me", "open sesame")).raise_for_status()
        yield address
        process.terminate()


@pytest.fixture
def talk(tmp_path: Path, server: str) -> Talk:
    (tmp_path / "password").write_text("open sesame\n", encoding="utf-8")
    account = {"caldav": server, "user": "me", "password_file": str(tmp_path / "password")}
    return Talk(tmp_path, settings={"calendar": account})


def store(address: str, text: str) -> None:
    """As another program does."""
    httpx.put(address, content=text, auth=("me", "open sesame")).raise_for_status()


def kept(server: str) -> list[str]:
    """The events that the server holds."""
    text = httpx.get(server, auth=("me", "open sesame")).raise_for_status().text
    return sorted(line.partition(":")[2] for line in text.splitlines() if line.startswith("SUMMARY:"))


async def test_an_event_is_entered_on_the_server_and_taken_back(talk: Talk, server: str) -> None:
    said = "remind me of the [event_name : dentist] [date : tomorrow] at [time : nine am]"
    assert await talk.say(said, "calendar_set") == "dentist tomorrow at 9:00 AM. I will remind you."
    assert kept(server) == ["dentist"]
    assert (
        await talk.say("what is on my calendar [date : tomorrow]", "calendar_query") == "dentist tomorrow at 9:00 AM."
    )
    assert (
        await talk.say("cancel the [event_name : dentist]", "calendar_remove") == "dentist: removed from your calendar."
    )
    assert kept(server) == []
    assert await talk.say("undo") == "Undone."
    assert kept(server) == ["dentist"]
    assert (
        await talk.say("cancel the [event_name : dentist]", "calendar_remove") == "dentist: removed from your calendar."
    )
    assert await talk.say(said, "calendar_set") == "dentist tomorrow at 9:00 AM. I will remind you."
    assert await talk.say("undo") == "Undone."
    assert kept(server) == []


async def test_what_another_program_entered_is_told_and_removed(talk: Talk, server: str) -> None:
    text = FAMILY[: FAMILY.index("BEGIN:VEVENT")] + FAMILY[FAMILY.index("BEGIN:VEVENT\nUID:call") :]
    store(f"{server}call.ics", text)
    assert await talk.say("what is on my calendar on [date : tuesday]", "calendar_query") == (
        "Call with Tokyo on Tuesday, November 24 at 12:00 AM."
    )
    assert await talk.say("cancel the [event_name : call]", "calendar_remove") == (
        "Call with Tokyo: removed from your calendar."
    )
    assert kept(server) == []


async def test_an_event_is_kept_here_where_the_server_does_not_take_it(tmp_path: Path, server: str) -> None:
    (tmp_path / "password").write_text("friend", encoding="utf-8")
    account = {"caldav": server, "user": "me", "password_file": str(tmp_path / "password")}
    talk = Talk(tmp_path, settings={"calendar": account})
    said = "remind me of the [event_name : dentist] [date : tomorrow] at [time : nine am]"
    assert await talk.say(said, "calendar_set") == (
        "dentist tomorrow at 9:00 AM. I will remind you. I could not put it into your shared calendar."
    )
    assert len(talk.schedule.appointments()) == 1
