"""What keeps the assistant from starting reaches the person on every surface; what does not, does not keep it."""

import asyncio
import io
import socket
import threading
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
import pytest

from assistant import events
from assistant.app import Rooms
from assistant.cli import run
from assistant.config import Config
from assistant.daemon.service import Daemon
from assistant.live import Live
from assistant.loudspeaker import Loudspeaker
from assistant.plain_chat import PlainChat
from assistant.refresher import Refresher
from assistant.single_turn import spoken_turns
from assistant.stream import EventStream
from assistant.tui.conversation_view import Said
from assistant.tui.screen import ChatApp
from assistant.tui.state_line import StateLine
from dialog.clock import VirtualClock
from dialog.skillset import Skillset
from runtime import Audio, RoomError
from tts.errors import TtsError
from tts.playback import PlaybackQueue
from tts.voice import SpeechChunk

REMEDY = "Run: assistant models fetch hibari-heart"
MISSING = RoomError("model.missing", "The model 'hibari-heart' is not here.", REMEDY)


@pytest.fixture
def broken(tmp_path: Path) -> Callable[[Exception], Rooms]:
    """Rooms that fail so when they are loaded."""

    def made(error: Exception) -> Rooms:
        def load() -> None:
            raise error

        rooms = Rooms(Config(state=tmp_path, wyoming={"enabled": False}, health={"port": 0}))
        rooms.load = load
        return rooms

    return made


@pytest.fixture
def silent(rooms: Rooms) -> Rooms:
    rooms.config = rooms.config.model_copy(
        update={"audio": rooms.config.audio.model_copy(update={"microphone": "none", "speaker": "none"})}
    )
    return rooms


async def test_the_plain_chat_ends_with_the_reason(broken) -> None:
    with pytest.raises(RoomError) as caught:
        await PlainChat(Live(broken(MISSING)), io.StringIO("hello\n"), io.StringIO()).run()
    assert caught.value.remedy == REMEDY


async def test_an_error_that_nobody_expected_is_told_like_any_other(broken) -> None:
    with pytest.raises(RoomError, match="unexpected ZeroDivisionError: none left") as caught:
        await PlainChat(Live(broken(ZeroDivisionError("none left"))), io.StringIO("hello\n"), io.StringIO()).run()
    assert caught.value.code == "startup.crashed"


async def test_the_screen_stays_and_shows_the_reason(broken) -> None:
    app = ChatApp(Live(broken(MISSING)))
    async with app.run_test() as pilot, asyncio.timeout(30):
        while app.failure is None:
            await pilot.pause(0.01)
        [problem] = app.query(Said)
        assert REMEDY in problem.text
        assert app.query_one(StateLine).query_one("#state").has_class("stopped")
    assert app.failure is MISSING, "the command ends with it"


async def test_the_daemon_ends_with_the_reason_and_tells_its_manager(broken, tmp_path: Path, monkeypatch) -> None:
    rooms = broken(MISSING)
    daemon = Daemon(lambda: rooms.config, lambda _: rooms)
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        with pytest.raises(RoomError):
            await daemon.run()
        assert REMEDY in manager.recv(1000).decode()
    assert REMEDY in str(daemon.health.report()["why"])


async def test_a_recording_is_refused_with_the_reason(broken) -> None:
    with pytest.raises(RoomError, match="hibari-heart"):
        await spoken_turns(broken(MISSING), [], None)


@pytest.mark.parametrize("command", [["chat", "--plain"], ["listen", "said.wav"]])
def test_a_missing_model_is_one_line_with_the_remedy(command, tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hello\n"))
    path = tmp_path / "assistant.toml"
    path.write_text(f'state = "{tmp_path}"\nmodels = "{tmp_path}/nothing"\n', encoding="utf-8")
    assert run(["--config", str(path), *command]) == 1
    assert "Run: assistant models fetch" in capsys.readouterr().err.splitlines()[-1]


@pytest.mark.parametrize("command", [["chat", "--plain"], ["ask", "what time is it"]])
def test_a_state_folder_that_cannot_be_written_is_named(command, tmp_path: Path, capsys, monkeypatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("hello\n"))
    (tmp_path / "file").write_text("", encoding="utf-8")
    path = tmp_path / "assistant.toml"
    path.write_text(f'state = "{tmp_path}/file/state"\n', encoding="utf-8")
    assert run(["--config", str(path), *command]) == 1
    assert "Name another folder in `state`." in capsys.readouterr().err


def test_the_doctor_survives_what_it_finds(tmp_path: Path, capsys) -> None:
    (tmp_path / "assistant.db").write_text("This is no database, though it is long enough to be one.", encoding="utf-8")
    path = tmp_path / "assistant.toml"
    path.write_text(f'state = "{tmp_path}"\n[tts]\nvoice = "nobody"\n', encoding="utf-8")
    assert run(["--config", str(path), "doctor"]) == 1
    told = capsys.readouterr().out
    assert "BAD  state:" in told and "BAD  voice:" in told
    assert "ok   understanding:" in told


async def test_a_skill_that_cannot_be_loaded_is_told_of_and_the_rest_starts(silent: Rooms) -> None:
    silent.skillset = Skillset(silent.skillset.skills, (("oven", "RuntimeError: cold"),))
    target = io.StringIO()
    async with asyncio.timeout(60):
        await PlainChat(Live(silent), io.StringIO("what time is it\n"), target).run()
    problem, ready, answer = target.getvalue().splitlines()
    assert problem.startswith("Problem: The skill 'oven' cannot be loaded: RuntimeError: cold.")
    assert (ready, answer[:16]) == ("Ready. Type a line, or talk.", "Assistant: It is")


async def test_a_refresh_that_fails_costs_this_refresh_alone(silent: Rooms) -> None:
    def learn() -> None:
        raise ValueError("a row that nobody can read")

    silent.learn = learn
    stream, happened = EventStream(), list[events.Event]()
    stream.observe(happened.append)
    await Refresher(silent, stream).refresh()
    [failed] = happened
    assert isinstance(failed, events.Failed) and "a row that nobody can read" in failed.message


async def test_a_lone_thank_you_lets_it_start_again(loaded: Rooms, tmp_path: Path) -> None:
    clock = VirtualClock(datetime(2026, 11, 21, 10, 0, tzinfo=UTC))
    rooms = Rooms(Config(state=tmp_path), clock, loaded.networks)
    await rooms.dialog.take_turn(rooms.student.understand("thank you", "en-US"))
    clock.step(3600)
    stream, happened = EventStream(), list[events.Event]()
    stream.observe(happened.append)
    await Refresher(rooms, stream).refresh()
    [entry] = rooms.journal.entries()
    rooms.close()
    assert not happened
    assert entry.defect is not None, "it counts as judged"


async def test_without_a_loudspeaker_the_screen_opens_and_says_so(silent: Rooms, monkeypatch) -> None:
    def no_library() -> None:
        raise TtsError("audio.portaudio", "PortAudio is missing.", "Install it.")

    monkeypatch.setattr("tts.playback._sounddevice", no_library)
    audio = silent.config.audio.model_copy(update={"speaker": "default"})
    silent.config = silent.config.model_copy(update={"audio": audio})
    app = ChatApp(Live(silent))
    async with app.run_test() as pilot, asyncio.timeout(60):
        while not app.query_one(StateLine).query_one("#state").has_class("idle"):
            await pilot.pause(0.01)
        assert "no loudspeaker" in str(app.query_one("#speaker").render())
        assert "PortAudio is missing. Install it." in app.query_one(Said).text


def test_no_other_thread_publishes() -> None:
    stream, happened, failures = EventStream(), list[events.Event](), list[BaseException]()
    stream.observe(happened.append)

    def publish() -> None:
        try:
            stream.publish(events.Ready(turn=0, at=0.0))
        except AssertionError as error:
            failures.append(error)

    thread = threading.Thread(target=publish)
    thread.start()
    thread.join()
    assert not happened and failures


async def test_a_loudspeaker_that_vanishes_is_told_of_and_opened_again(monkeypatch) -> None:
    class Mute(PlaybackQueue):
        """A sound card that was unplugged: it never asks for sound."""

        played = None

        def __init__(self, rate: int, device: object) -> None:
            super().__init__(rate)
            opened.append(self)

        def close(self) -> None:
            closed.append(self)

    async def speech() -> AsyncIterator[SpeechChunk]:
        yield SpeechChunk(Audio(np.zeros(240, dtype=np.float32), 24_000), 0, last=True)

    opened, closed = list[Mute](), list[Mute]()
    monkeypatch.setattr("assistant.loudspeaker.Player", Mute)
    monkeypatch.setattr("assistant.loudspeaker._SLACK", 0.05)
    speaker = Loudspeaker(24_000, "default")
    for times in (1, 2):
        with pytest.raises(TtsError) as caught:
            await speaker.play(speech(), lambda: None)
        assert caught.value.code == "audio.speaker_lost"
        assert len(opened) == len(closed) == times
