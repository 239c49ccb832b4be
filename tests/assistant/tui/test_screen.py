import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from asr import Hypothesis, Transcript
from assistant import events
from assistant.app import Rooms
from assistant.config import Config
from assistant.live import Live
from assistant.tui.conversation_view import Said
from assistant.tui.due_panel import DuePanel, countdown
from assistant.tui.prompt import Prompt
from assistant.tui.runtime_panel import RuntimePanel
from assistant.tui.screen import ChatApp
from assistant.tui.state_line import StateLine
from dialog.decision import Cause, Decision, Offer
from dialog.schedule import Appointment
from nlu import Interpretation, Reading, Slot
from runtime import Audio, Choice

TEXT = "set a timer for ten minutes"
MEANING = Interpretation(
    TEXT,
    "en-US",
    (Reading("alarm_set", 0.91), Reading("general_quirky", 0.04)),
    (Slot("time", "ten minutes", 16, 27, 0.93),),
)
SPANS = {"asr": 12.0, "nlu": 3.1, "dialog": 4.2, "tts": 26.0, "speaker": 8.0, "first_audio": 53.3}
DECISION = Decision(
    "act",
    Cause.EXPECTED_COST,
    (Offer("timers", 0.91, "alarm_set with a duration"),),
    costs={"act": 0.09, "confirm": 0.30},
)


NOW = datetime(2026, 11, 21, 10, 0, tzinfo=UTC)
DUE = Appointment(1, "timers", "timer", "pasta", "en-US", NOW + timedelta(minutes=9, seconds=58))
CHOICE = Choice("cuda", "cpu", "ONNX Runtime", fell_back=True, why="torch is a CPU build")
RUNS = SimpleNamespace(spec=SimpleNamespace(name="nlu.student"), choice=CHOICE)


def a_turn() -> list[events.Event]:
    heard = Transcript((Hypothesis(TEXT, 0.9),), "en")
    sound = Audio(np.zeros(24, dtype=np.float32), 24_000)
    return [
        events.Ready(turn=0, at=0.0),
        events.MicrophoneOpened(turn=0, at=0.0, name="default"),
        events.SpeechStarted(turn=1, at=1.0),
        events.SpeechEnded(turn=1, at=2.0, silence=0.35, why="pause"),
        events.FinalTranscript(turn=1, at=2.0, transcript=heard),
        events.Interpreted(turn=1, at=2.0, interpretation=MEANING),
        events.Decided(turn=1, at=2.0, decision=DECISION, skill="timers"),
        events.SkillFinished(turn=1, at=2.0, text="Ten minutes, from now.", locale="en-US", done=True, expects=""),
        events.SpeechChunkReady(turn=1, at=2.0, index=0, seconds=0.001, last=True, audio=sound),
        events.PlaybackStarted(turn=1, at=2.0),
        events.TurnFinished(turn=1, at=3.0, milliseconds=SPANS),
    ]


class Shown(ChatApp):
    """The screen with given events and no devices."""

    def __init__(self, folder: Path, happened: list[events.Event]) -> None:
        super().__init__(Live(Rooms(Config(state=folder, models=folder))))
        self._happened = happened

    def begin(self) -> None:
        self.query_one(Prompt).cursor_blink = False
        self.query_one(StateLine).show_level(-30.0)
        for event in self._happened:
            self.show(event)
        self.query_one(RuntimePanel).show([RUNS])
        self.query_one(DuePanel).show([DUE], NOW)


@pytest.fixture(autouse=True)
def colours(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures look the same wherever the tests run."""
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLORTERM", "truecolor")


async def picture(app: ChatApp, size: tuple[int, int]) -> str:
    async with app.run_test(size=size) as pilot:
        before, now = "", app.export_screenshot()
        while before != now or "Quit" not in now:  # the footer comes last; then nothing moves any more
            await pilot.pause(0.1)
            before, now = now, app.export_screenshot()
        return now


def expected(name: str, now: str) -> str:
    """The picture as it was approved; with ``UPDATE_PICTURES`` set the one of now becomes that."""
    path = Path(__file__).parent / "pictures" / f"{name}.svg"
    if "UPDATE_PICTURES" in os.environ:
        path.write_text(now, encoding="utf-8")
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize(("name", "size"), [("small", (80, 24)), ("large", (160, 50))])
async def test_a_turn_on_screen(tmp_path: Path, name: str, size: tuple[int, int]) -> None:
    now = await picture(Shown(tmp_path, a_turn()), size)
    assert now == expected(name, now)


async def test_problems_on_screen(tmp_path: Path) -> None:
    absent = {"code": "microphone.absent", "message": "There is no microphone.", "remedy": "Plug one in."}
    broken = {"code": "nlu.crashed", "message": "Understanding stopped.", "remedy": "See the log."}
    happened = [
        events.Ready(turn=0, at=0.0),
        events.Failed(turn=0, at=0.0, stage="microphone", **absent),
        events.TextEntered(turn=1, at=1.0, text="hello", locale="en-US"),
        events.Failed(turn=1, at=1.1, stage="nlu", **broken),
    ]
    now = await picture(Shown(tmp_path, happened), (120, 30))
    assert now == expected("problems", now)


async def test_what_a_rewrite_took_the_words_for_is_on_the_screen(tmp_path: Path) -> None:
    happened = [
        events.Notice(turn=1, at=0.0, about="recordings", text="What you say is recorded."),
        events.TextEntered(turn=2, at=1.0, text="tadup twelve and nine", locale="en-US"),
        events.Rewritten(turn=2, at=1.1, before="tadup twelve and nine", after="what is twelve plus nine"),
    ]
    app = Shown(tmp_path, happened)
    async with app.run_test(size=(120, 30)):
        notice, _, taken = app.query(Said)
        assert (notice.who, notice.text) == ("notice", "What you say is recorded.")
        assert "I took that as “what is twelve plus nine”" in taken.text


async def test_details_make_way_on_a_narrow_terminal_until_they_are_asked_for(tmp_path: Path) -> None:
    app = Shown(tmp_path, a_turn())
    async with app.run_test(size=(80, 24)) as pilot:
        assert not app.query_one("#panels").display
        await pilot.press("f4")
        assert app.query_one("#panels").display
        assert not app.query_one("#talk").display


async def test_what_was_entered_comes_back_with_the_arrow_keys(tmp_path: Path) -> None:
    app = Shown(tmp_path, a_turn())
    async with app.run_test() as pilot:
        entry = app.query_one(Prompt)
        for text in ("first", "second"):
            entry.remember(text)
        await pilot.press("up", "up")
        assert entry.value == "first"
        await pilot.press("down", "down")
        assert entry.value == ""


async def test_the_palette_finds_what_was_said(tmp_path: Path) -> None:
    app = Shown(tmp_path, a_turn())
    async with app.run_test(size=(100, 40)) as pilot:
        await pilot.press("ctrl+p", *"ten minutes from")
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        options = app.screen.query_one("CommandList")
        assert any("Ten minutes, from now." in str(option.prompt) for option in options.options)


async def test_light_and_dark_change_at_a_key(tmp_path: Path) -> None:
    app = Shown(tmp_path, a_turn())
    async with app.run_test() as pilot:
        dark = app.current_theme.dark
        await pilot.press("f5")
        assert app.current_theme.dark != dark


async def test_a_typed_turn_is_answered_on_screen(rooms: Rooms) -> None:
    audio = rooms.config.audio.model_copy(update={"microphone": "none", "speaker": "none"})
    rooms.config = rooms.config.model_copy(update={"audio": audio})
    app = ChatApp(Live(rooms))
    async with app.run_test(size=(160, 50)) as pilot:
        while app.live.conversation is None:
            await pilot.pause(0.05)
        await pilot.press(*"set a timer for ten minutes", "enter")
        while len(app.query(Said)) < 2:
            await pilot.pause(0.05)
        assert [said.who for said in app.query(Said)] == ["user", "assistant"]
        assert "10 minutes" in app.query(Said).last(Said).text


@pytest.mark.parametrize(
    ("left", "shown"),
    [
        (timedelta(seconds=-3), "0:00"),
        (timedelta(minutes=9, seconds=58), "9:58"),
        (timedelta(hours=1, minutes=2, seconds=3), "1:02:03"),
        (timedelta(days=2, hours=1), "2 d 01:00"),
    ],
)
def test_countdowns_read_like_a_clock(left: timedelta, shown: str) -> None:
    assert countdown(left) == shown


async def test_what_looks_like_markup_or_moves_the_cursor_is_shown_as_text(tmp_path: Path) -> None:
    odd = "tea [/x] [red] \x1b[2J\x9b1m \u202e"
    label = replace(DUE, label=odd)
    slots = (Slot("list_name", odd, 0, len(odd), 0.9),)
    turn = [
        events.TextEntered(turn=1, at=1.0, text=odd, locale="en-US"),
        events.Interpreted(turn=1, at=2.0, interpretation=replace(MEANING, slots=slots)),
        events.Decided(turn=1, at=2.0, decision=replace(DECISION, offers=(Offer("x", 0.9, odd),)), skill="x"),
        events.SkillFinished(turn=1, at=2.0, text=odd, locale="en-US", done=True, expects=""),
        events.MicrophoneOpened(turn=0, at=2.0, name=odd),
        events.Failed(turn=1, at=2.0, stage="dialog", code="x", message=odd, remedy=odd),
    ]
    app = Shown(tmp_path, turn)
    async with app.run_test(size=(160, 50)) as pilot:
        app.query_one(DuePanel).show([label], NOW)
        await pilot.pause(0.3)
        await pilot.press("ctrl+p")
        await pilot.pause(0.3)
        drawn = "".join(segment.text for strip in app.screen._compositor.render_strips() for segment in strip)
        assert "\x1b" not in drawn and "\x9b" not in drawn and "\u202e" not in drawn
        assert app.query(Said).first().text == "tea [/x] [red]  "
        assert app.is_running
