"""What strangers write, read in a process that can be ended."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialog.outside import OutsideError
from dialog.testing import BERLIN
from skills.calendar.ical import Days, read_occurrences
from skills.feeds import Entry
from skills.readers.process import Bounds, read

SPAN = Days(date(2026, 11, 16), date(2026, 12, 16), BERLIN)
SECRET = b'<rss version="2.0"><channel><item><title>the vault code is 4711</title></item></channel></rss>'
EVENT = "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{uid}\r\n{lines}\r\nEND:VEVENT\r\n"
CALENDAR = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n{events}END:VCALENDAR\r\n"
CHOIR = EVENT.format(uid="choir", lines="DTSTART:20261120T180000Z")


async def feed(body: bytes) -> list[Entry]:
    return await read("feed", body, list[Entry], Bounds(seconds=10), most=10)


async def test_a_feed_that_is_a_path_opens_no_file(tmp_path: Path) -> None:
    (tmp_path / "secret.xml").write_bytes(SECRET)
    assert await feed(SECRET) == [Entry("the vault code is 4711", "")]
    for body in (str(tmp_path / "secret.xml"), (tmp_path / "secret.xml").as_uri(), "/dev/zero", "/dev/stdin"):
        assert await feed(body.encode()) == []


async def test_a_title_is_shown_without_markup_and_without_what_turns_it_round() -> None:
    body = SECRET.replace(b"the vault", b"&lt;b&gt;the&lt;/b&gt; \xe2\x80\xaevault").replace(b"4711", b"4 &lt; 5")
    assert await feed(body) == [Entry("the vault code is 4 < 5", "")]


async def test_a_reader_that_takes_too_long_is_ended() -> None:
    with pytest.raises(OutsideError) as caught:
        await read("page", json.dumps(["<a " * 200_000]).encode(), list[str], Bounds(seconds=1))
    assert caught.value.code == "outside.malformed"


async def test_entities_that_grow_are_not_unfolded() -> None:
    laughs = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))
    body = f'<!DOCTYPE x [<!ENTITY l0 "ha">{laughs}]><rss><channel><item><title>&l9;</title></item></channel></rss>'
    assert sum(len(entry.title) for entry in await feed(body.encode())) < 10_000


@pytest.mark.parametrize(
    "rule",
    [
        "DTSTART:19700101T100000Z\r\nRRULE:FREQ=SECONDLY",
        "DTSTART:20200101T100000Z\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
        "DTSTART:20200101T100000Z\r\nRRULE:FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
        "DTSTART:20200101T100000Z\r\nRRULE:FREQ=DAILY;INTERVAL=0",
        "DTSTART:20200101T100000Z\r\nRRULE:FREQ=DAILY;INTERVAL=-1",
        "DTSTART:99991231T235959Z",
        "DTSTART;TZID=../../../etc/passwd:20200101T100000\r\nRRULE:FREQ=MINUTELY",
        "RRULE:FREQ=DAILY",
        "DTSTART:nonsense",
    ],
)
async def test_an_event_that_cannot_be_reckoned_does_not_hide_the_others(rule: str) -> None:
    text = CALENDAR.format(events=EVENT.format(uid="evil", lines=rule) + CHOIR)
    found = await read_occurrences(text.encode(), SPAN)
    assert [one.name for one in found if one.uid == "choir"] == ["choir"]


async def test_many_rules_without_an_end_hide_nothing_either() -> None:
    evil = [EVENT.format(uid=f"e{n}", lines="DTSTART:19700101T100000Z\r\nRRULE:FREQ=SECONDLY") for n in range(60)]
    found = await read_occurrences(CALENDAR.format(events=CHOIR + "".join(evil)).encode(), SPAN)
    assert [one.name for one in found] == ["choir"]


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"BEGIN:VCALENDAR", b"<a>" * 1000, bytes(range(256)) * 100])
async def test_what_is_no_calendar_is_said_to_be_none(data: bytes) -> None:
    for caldav in (False, True):
        try:
            assert await read_occurrences(data, SPAN, caldav=caldav) == []
        except OutsideError as error:
            assert error.code == "outside.malformed"


@pytest.mark.parametrize(
    ("html", "words"), [("<p>Hello <b>you</b></p><script>bad()</script>", "Hello you"), ("&lt;b&gt;", "<b>")]
)
async def test_of_a_page_its_words_are_read(html: str, words: str) -> None:
    assert await read("page", json.dumps([html]).encode(), list[str]) == [words]


async def test_a_reader_that_there_is_not_is_no_module_to_import() -> None:
    with pytest.raises(OutsideError):
        await read("os", b"", list[str])


RULES = st.fixed_dictionaries(
    {"FREQ": st.sampled_from(["SECONDLY", "MINUTELY", "HOURLY", "DAILY", "WEEKLY", "MONTHLY", "YEARLY"])},
    optional={
        "INTERVAL": st.integers(-2, 10**6).map(str),
        "COUNT": st.integers(-1, 10**9).map(str),
        "BYMONTH": st.integers(0, 13).map(str),
        "BYMONTHDAY": st.integers(-32, 32).map(str),
        "BYSETPOS": st.integers(-400, 400).map(str),
        "BYDAY": st.sampled_from(["MO", "5FR", "-1SU", "99TU", "XX"]),
        "BYHOUR": st.integers(-1, 25).map(str),
        "UNTIL": st.sampled_from(["20200101T000000Z", "99991231", "x"]),
    },
)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(
    rules=st.lists(RULES, min_size=1, max_size=6),
    begins=st.sampled_from(["00010101T000000Z", "19700101", "20261120T100000", "99991231T235959Z"]),
)
async def test_whatever_the_rules_the_other_events_are_found(rules: list[dict[str, str]], begins: str) -> None:
    lines = [
        f"DTSTART:{begins}\r\nRRULE:" + ";".join(f"{key}={value}" for key, value in rule.items()) for rule in rules
    ]
    evil = "".join(EVENT.format(uid=f"e{number}", lines=line) for number, line in enumerate(lines))
    found = await read_occurrences(CALENDAR.format(events=evil + CHOIR).encode(), SPAN)
    assert [one.name for one in found if one.uid == "choir"] == ["choir"]
    assert all(SPAN.start <= one.due < SPAN.end + timedelta(seconds=1) for one in found)


@settings(max_examples=10, suppress_health_check=list(HealthCheck))
@given(body=st.binary(max_size=200) | st.text(max_size=200).map(str.encode), inside=st.booleans())
async def test_any_bytes_are_a_feed_or_are_refused(body: bytes, inside: bool) -> None:
    wrapped = b'<rss version="2.0"><channel><item><title>' + body + b"</title></item></channel></rss>"
    try:
        for entry in await feed(wrapped if inside else body):
            assert entry.title.encode().decode() == entry.title
    except OutsideError as error:
        assert error.code == "outside.malformed"
