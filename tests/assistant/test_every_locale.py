"""In every locale that is understood, each way to use the assistant starts and answers: "what time is it?"."""

import asyncio
import io
import tomllib
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from babel.dates import format_time
from textual.widgets import Input
from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from asr.recognizer import open_recognizer
from assistant import events
from assistant.app import Rooms
from assistant.config import Config
from assistant.daemon.service import Daemon
from assistant.live import Live
from assistant.networks import Networks
from assistant.plain_chat import PlainChat
from assistant.single_turn import spoken_turns
from assistant.tui.screen import ChatApp
from assistant.tui.state_line import StateLine
from dialog.clock import VirtualClock
from dialog.rendering import Renderer
from nlu.card import Card
from nlu.student import MODEL
from nlu.values.language import babel_locale
from tts.wav import write_wav

QUESTIONS = tomllib.loads(Path(__file__).with_name("what_time_is_it.toml").read_text(encoding="utf-8"))
NOON_PAST = datetime(2026, 11, 21, 14, 5, tzinfo=UTC)
NO_DEVICES = {"microphone": "none", "speaker": "none"}
Open = Callable[[str], Rooms]

every_locale = pytest.mark.parametrize("locale", QUESTIONS)


@pytest.fixture(scope="session")
def networks(loaded: Rooms) -> Networks:
    """Those that are open already, and a recogniser of all languages."""
    shared = Networks(loaded.config)
    for name in ("store", "detector", "student", "ranker", "voice"):
        setattr(shared, name, getattr(loaded.networks, name))
    spoken = [locale.partition("-")[0] for locale in QUESTIONS]
    shared.recognizer = open_recognizer(shared.store, "auto", spoken, detector=shared.detector)
    return shared


@pytest.fixture
def config(tmp_path: Path) -> Callable[[str], Config]:
    def made(locale: str) -> Config:
        return Config(locale=locale, state=tmp_path, audio=NO_DEVICES, wyoming={"port": 0}, health={"enabled": False})

    return made


@pytest.fixture
def open_in(networks: Networks, config: Callable[[str], Config]) -> Iterator[Open]:
    made = []

    def opened(locale: str) -> Rooms:
        made.append(Rooms(config(locale), VirtualClock(NOON_PAST), networks))
        return made[-1]

    yield opened
    for rooms in made:
        rooms.close()


def tells_the_time(reply: str, locale: str) -> bool:
    """Whether a reply has the time in it, as the locale or English writes it."""
    times = (format_time(NOON_PAST, "short", locale=babel_locale(tag)) for tag in (locale, "en-US"))
    return any(time.replace("\u202f", " ") in reply for time in times)


def test_there_is_a_question_in_every_locale_that_is_understood() -> None:
    assert sorted(QUESTIONS) == sorted(Card.load(MODEL).locales)


@every_locale
async def test_the_plain_chat_answers(locale: str, open_in: Open) -> None:
    rooms, target = open_in(locale), io.StringIO()
    async with asyncio.timeout(60):
        await PlainChat(Live(rooms), io.StringIO(f"{QUESTIONS[locale]}\n"), target).run()
    ready, answer = target.getvalue().splitlines()
    assert ready.startswith("Ready")
    assert tells_the_time(answer, locale), answer


@every_locale
async def test_the_screen_answers(locale: str, open_in: Open) -> None:
    live = Live(open_in(locale))
    ready, answered, happened = asyncio.Event(), asyncio.Event(), list[events.Event]()

    def follow(event: events.Event) -> None:
        happened.append(event)
        ready.set() if isinstance(event, events.Ready) else None
        answered.set() if isinstance(event, events.TurnFinished) else None

    live.stream.observe(follow)
    app = ChatApp(live)
    async with app.run_test() as pilot, asyncio.timeout(60):
        await ready.wait()
        app.query_one(Input).value = QUESTIONS[locale]
        await pilot.press("enter")
        await answered.wait()
        assert app.query_one(StateLine).query_one("#state").has_class("idle")
    [reply] = [event.text for event in happened if isinstance(event, events.SkillFinished)]
    assert tells_the_time(reply, locale), reply
    assert not [event for event in happened if isinstance(event, events.Failed)]


@every_locale
async def test_the_daemon_answers(locale: str, networks: Networks, config: Callable[[str], Config]) -> None:
    settings = config(locale)
    daemon = Daemon(lambda: settings, lambda config: Rooms(config, VirtualClock(NOON_PAST), networks))
    serving = asyncio.create_task(daemon.run())
    async with asyncio.timeout(60):
        while "wyoming" not in daemon.ports and not serving.done():
            await asyncio.sleep(0.01)
        async with AsyncTcpClient("127.0.0.1", daemon.ports["wyoming"], read_timeout=30) as client:
            await client.write_event(Event("transcript", {"text": QUESTIONS[locale]}))
            answer = await client.read_event()
        daemon.stop()
        await serving
    assert answer is not None and answer.type == "handled"
    assert tells_the_time(answer.data["text"], locale), answer.data


@every_locale
async def test_a_recording_is_heard_and_answered(locale: str, open_in: Open, say, tmp_path: Path) -> None:
    rooms, recording = open_in(locale), tmp_path / "said.wav"
    rooms.recognizer = rooms.networks.recognizer.only(locale.partition("-")[0])
    write_wav(recording, say("What time is it?"))
    [turn] = await spoken_turns(rooms, [recording], None)
    assert (turn.error, bool(turn.heard), bool(turn.reply)) == ("", True, True), turn


async def test_replies_in_english_are_spoken_by_an_english_voice(open_in: Open) -> None:
    renderer: Renderer = open_in("sw-KE").dialog.renderer
    assert renderer.language_of_replies("sw-KE") == "en-US"
    assert renderer.language_of_replies("de-DE") == "de-DE"
