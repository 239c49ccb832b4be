import asyncio
import json
import logging
import socket
import threading
from pathlib import Path

import pytest

from assistant.daemon.health import Health
from assistant.daemon.logs import JsonLines, log_event
from assistant.daemon.metrics import Metrics
from assistant.daemon.notify import notify, watchdog_seconds
from assistant.events import Failed, MicrophoneOpened, Ready, TextEntered, TurnFinished
from runtime.workers import Workers

READY = Ready(turn=0, at=0.0)
LOST = Failed(turn=0, at=0.0, stage="microphone", code="microphone.lost", message="It is gone.")


def test_it_is_ready_once_everything_is_loaded() -> None:
    health = Health(stall=30.0)
    assert health.report() == {"ready": False, "why": "loading", "microphone": "not opened yet", "late": 0}
    health.observe(READY)
    assert health.report()["ready"]


def test_a_turn_that_does_not_end_makes_it_unready_until_it_does() -> None:
    now = [0.0]
    health = Health(stall=30.0, now=lambda: now[0])
    health.observe(READY)
    health.observe(TextEntered(turn=3, at=0.0, text="hello", locale="en-US"))
    now[0] = 29.0
    assert health.report()["ready"]
    now[0] = 31.0
    assert health.report() == {"ready": False, "why": "turn 3 has stalled", "microphone": "not opened yet", "late": 0}
    health.observe(TurnFinished(turn=3, at=31.0, milliseconds={}))
    assert health.report()["ready"]


def test_a_lost_microphone_is_told_but_typed_and_network_turns_go_on() -> None:
    health = Health(stall=30.0)
    for event in (READY, LOST):
        health.observe(event)
    assert health.report() == {"ready": True, "why": "", "microphone": "It is gone.", "late": 0}
    health.observe(MicrophoneOpened(turn=0, at=0.0, name="default"))
    assert health.report()["microphone"] == "open"


async def test_it_is_not_ready_while_its_workers_do_not_come_back() -> None:
    health = Health(stall=30.0)
    health.observe(READY)
    health.workers = Workers(most=1, most_late=1, patience=0)
    asyncio.get_running_loop().set_default_executor(health.workers)
    release = threading.Event()
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await asyncio.to_thread(release.wait)
    assert health.report() == {
        "ready": False,
        "why": "1 workers do not come back",
        "microphone": "not opened yet",
        "late": 1,
    }
    release.set()


def test_what_a_log_line_holds_moves_no_cursor() -> None:
    record = logging.LogRecord("x", logging.INFO, "", 0, "\x1b[2J \x9b1m \u202e \ud800", None, None)
    line = JsonLines().format(record)
    assert line.isprintable()
    assert json.loads(line)["message"] == "\x1b[2J \x9b1m \u202e \ud800"


def test_turns_and_failures_are_counted() -> None:
    metrics = Metrics()
    metrics.observe(TurnFinished(turn=1, at=0.0, milliseconds={"nlu": 4.0}))
    metrics.observe(LOST)
    text = metrics.text().decode()
    assert "assistant_turns_total 1.0" in text
    assert 'assistant_failures_total{code="microphone.lost",stage="microphone"} 1.0' in text
    assert 'assistant_stage_seconds_bucket{le="0.005",stage="nlu"} 1.0' in text


def test_the_service_manager_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as manager:
        manager.bind(str(tmp_path / "notify"))
        manager.settimeout(5)
        monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "notify"))
        notify("READY=1")
        assert manager.recv(64) == b"READY=1"


def test_without_a_service_manager_nothing_happens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTIFY_SOCKET", raising=False)
    monkeypatch.delenv("WATCHDOG_USEC", raising=False)
    notify("READY=1")
    assert watchdog_seconds() is None


def test_the_watchdog_wants_life_signs_in_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WATCHDOG_USEC", "30000000")
    assert watchdog_seconds() == 30.0


def test_logs_are_json_without_the_users_words(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO):
        log_event(TextEntered(turn=3, at=1.0, text="my secret", locale="en-US"))
    line = json.loads(JsonLines().format(caplog.records[0]))
    assert (line["event"], line["turn"], line["level"]) == ("TextEntered", 3, "info")
    assert "my secret" not in json.dumps(line)
