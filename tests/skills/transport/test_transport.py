"""Departures from a timetable as agencies publish it."""

from pathlib import Path
from zipfile import ZipFile

import pytest

from dialog.testing import Talk

# Saturday 2026-11-21 is the day of the tests; the clocks in Berlin went back on 2026-10-25.
FEED = {
    "agency.txt": "agency_name,agency_url,agency_timezone\nB,https://b.example,Europe/Berlin\n",
    "stops.txt": "stop_id,stop_name\n1,Zoo (platform 1)\n2,Zoo (platform 2)\n3,Potsdam Hbf\n4,Erkner\n",
    "routes.txt": "route_id,route_short_name,route_long_name,route_type\nr1,RE1,,2\nr2,,Night bus,3\n",
    "trips.txt": "route_id,service_id,trip_id,trip_headsign\n"
    "r1,week,a,Potsdam Hbf\nr1,end,b,\nr1,end,c,Erkner\nr2,night,d,Erkner\nr1,end,e,Zoo\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    "a,10:05:00,10:06:00,1,1\na,10:30:00,10:30:00,3,2\n"
    "b,10:29:00,10:29:00,3,7\nb,10:09:00,10:10:00,1,5\n"
    "c,10:20:00,10:21:00,2,1\nc,10:59:00,10:59:00,4,2\n"
    "d,25:10:00,25:10:00,2,1\nd,25:50:00,25:50:00,4,2\n"
    "e,10:01:00,10:01:00,4,1\ne,10:12:00,10:12:00,1,2\n",
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "week,1,1,1,1,1,0,0,20260101,20261231\nend,0,0,0,0,0,1,1,20260101,20261231\n",
    "calendar_dates.txt": "service_id,date,exception_type\nnight,20261120,1\nnight,20261121,1\nend,20261122,2\n",
}


@pytest.fixture
def talk(tmp_path: Path) -> Talk:
    with ZipFile(tmp_path / "feed.zip", "w") as files:
        for name, text in FEED.items():
            files.writestr(name, text)
    return Talk(tmp_path, settings={"transport": {"timetable": str(tmp_path / "feed.zip"), "stop": "zoo"}})


async def test_the_next_departures_of_the_day_are_told_but_not_what_ends_here(talk: Talk) -> None:
    assert await talk.say("when is the next train", "transport_query") == (
        "RE1 to Potsdam Hbf at 10:10 AM. RE1 to Erkner at 10:21 AM. "
        "Night bus to Erkner at 1:10 AM on Sunday, November 22."
    )


async def test_only_what_goes_there_is_told_and_the_time_may_be_another(talk: Talk) -> None:
    assert (
        await talk.say("next train to [place_name : potsdam]", "transport_query") == "RE1 to Potsdam Hbf at 10:10 AM."
    )
    assert (await talk.say("and on [date : monday]")).startswith("RE1 to Potsdam Hbf at 10:06 AM on Monday, ")
    turn = await talk.turn("next train to [place_name : munich]", "transport_query")
    assert (turn.text, turn.done) == ("I found no departure to munich.", False)


async def test_exceptions_of_the_calendar_count(talk: Talk) -> None:
    sunday = await talk.turn("next train to [place_name : potsdam] on [date : tomorrow]", "transport_query")
    assert "November 23" in sunday.text, "the trains of that Sunday are cancelled"


async def test_a_timetable_that_is_none_is_said(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "feed.zip").write_text("nothing", encoding="utf-8")
    turn = await talk.turn("when is the next train", "transport_query")
    assert (turn.text, turn.done) == ("I cannot read the timetable, or its stop is not in it.", False)
    (tmp_path / "feed.zip").unlink()
    assert (await talk.say("when is the next train", "transport_query")).startswith("I cannot read the timetable")
