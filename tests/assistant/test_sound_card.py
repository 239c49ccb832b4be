"""Microphone and speaker through PortAudio, on a private sound server; skipped where there is none."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import soundfile

from asr import Recognizer
from assistant.app import Rooms
from runtime import Audio

ALSA = Path("/usr/share/alsa/alsa.conf")
DEFAULT = "pcm.!default { type pulse }"
LISTEN = """
import asyncio
from assistant.microphone import SoundCard, reconnecting

async def main():
    card = SoundCard("default", patience=0.5)
    opened = lambda: print("opened", flush=True)
    async for frame in reconnecting(card, opened, lambda error: print(error.code, flush=True)):
        if abs(frame.samples).max() > 0.1:
            print("heard", flush=True)

asyncio.run(main())
"""
SPEAK = """
import asyncio, sys
from assistant.loudspeaker import Loudspeaker
from assistant.speaking import speech
from tts.voices import open_voice

async def main():
    voice = open_voice("heart")
    speaker = Loudspeaker(voice.rate, "default")
    await speaker.play(speech(voice, "It is a quarter past ten."), lambda: print("started"))
    speaker.close()

asyncio.run(main())
"""
needs_server = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec") and ALSA.exists()), reason="no sound server to test with"
)


@pytest.fixture
def server(tmp_path: Path, loaded: Rooms) -> Iterator[tuple[int, dict[str, str]]]:
    """A sound server of our own, whose microphone hears its speaker: its process, and the environment to find it."""
    (tmp_path / "asound.conf").write_text(DEFAULT, encoding="utf-8")
    (tmp_path / "run").mkdir(mode=0o700)
    environment = os.environ | {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "ALSA_CONFIG_PATH": f"{ALSA}:{tmp_path / 'asound.conf'}",
        "ASSISTANT_MODELS": str(loaded.store.root),
    }
    modules = ("module-null-sink sink_name=card norewinds=1", "module-native-protocol-unix")
    loads = [part for module in modules for part in ("-L", module)]
    command = ["pulseaudio", "--daemonize=no", "--exit-idle-time=-1", "-n", *loads]
    with running(command, env=environment, stderr=subprocess.DEVNULL) as process:
        _until(lambda: subprocess.run(["pactl", "info"], env=environment, capture_output=True).returncode == 0)
        yield process.pid, environment


@contextmanager
def running(command, **how) -> Iterator[subprocess.Popen[bytes]]:
    """A process that is gone after this block, whatever happens in it."""
    process = subprocess.Popen(command, **how)
    try:
        yield process
    finally:
        process.kill()
        process.wait()


def _until(true) -> None:
    end = time.monotonic() + 30
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.1)


@needs_server
def test_a_microphone_is_heard_lost_and_found_again(server, say, tmp_path: Path) -> None:
    pid, environment = server
    soundfile.write(tmp_path / "said.wav", say("What time is it?").samples, 16_000)
    log = tmp_path / "log"
    with log.open("w") as out:
        command = [sys.executable, "-c", LISTEN]
        with running(command, env=environment, stdout=out, stderr=subprocess.DEVNULL):
            _until(lambda: "opened" in log.read_text())
            subprocess.run(["paplay", tmp_path / "said.wav"], env=environment, check=True, timeout=20)
            _until(lambda: "heard" in log.read_text())
            os.kill(pid, signal.SIGSTOP)
            time.sleep(1.0)
            os.kill(pid, signal.SIGCONT)
            _until(lambda: log.read_text().count("opened") == 2)
    assert "microphone.lost" in log.read_text()


@needs_server
def test_what_is_said_comes_out_of_the_speaker(server, loaded: Rooms, tmp_path: Path) -> None:
    _, environment = server
    out = tmp_path / "heard.wav"
    record = ["parec", "-d", "card.monitor", "--rate=16000", "--channels=1", "--file-format=wav", out]
    with running(record, env=environment) as recording:
        speak = [sys.executable, "-c", SPEAK]
        spoken = subprocess.run(speak, env=environment, capture_output=True, text=True, timeout=60)
        time.sleep(0.5)
        recording.terminate()
        recording.wait()
    assert spoken.stdout.strip() == "started"
    samples, rate = soundfile.read(out, dtype="float32")
    recognizer: Recognizer = loaded.recognizer
    assert "quarter past" in recognizer.transcribe(Audio(samples, rate)).text.lower()
