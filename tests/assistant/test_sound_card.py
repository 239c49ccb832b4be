"""Microphone and speaker through PortAudio, on a private sound server; skipped where there is none."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
import soundfile
from scipy.signal import fftconvolve

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
CONVERSE = """
import asyncio, json, sys
from pathlib import Path
from assistant.app import Rooms
from assistant.config import Config
from assistant.events import MicrophoneOpened, SkillFinished, TurnFinished
from assistant.live import Live

async def main():
    live = Live(Rooms(Config(state=Path(sys.argv[1]), asr={"quality": "quick"})))
    told = lambda event: isinstance(event, MicrophoneOpened | SkillFinished | TurnFinished)
    live.stream.observe(lambda event: told(event) and print(json.dumps(event.record()), flush=True))
    await live.run()

asyncio.run(main())
"""
needs_server = pytest.mark.skipif(
    not (shutil.which("pulseaudio") and shutil.which("parec") and ALSA.exists()), reason="no sound server to test with"
)


Server = tuple[int, dict[str, str]]
"""The process of a sound server of our own, and the environment to find it."""


@pytest.fixture
def server(tmp_path: Path, loaded: Rooms) -> Iterator[Server]:
    """A sound server whose microphone hears its speaker."""
    with serving(tmp_path, loaded, "module-null-sink sink_name=card norewinds=1") as server:
        yield server


@pytest.fixture
def apart(tmp_path: Path, loaded: Rooms) -> Iterator[Server]:
    """A sound server whose microphone hears what is played into ``air``, and not its speaker."""
    speaker = f"module-null-sink sink_name=card norewinds=1 rate={loaded.voice.rate} format=float32le channels=1"
    air = "module-null-sink sink_name=air norewinds=1 rate=16000 format=float32le channels=1"
    with serving(tmp_path, loaded, speaker, air) as (pid, environment):
        for default in (("set-default-sink", "card"), ("set-default-source", "air.monitor")):
            subprocess.run(["pactl", *default], env=environment, check=True, timeout=20)
        yield pid, environment


@contextmanager
def serving(tmp_path: Path, loaded: Rooms, *cards: str) -> Iterator[Server]:
    """A sound server with these cards."""
    (tmp_path / "asound.conf").write_text(DEFAULT, encoding="utf-8")
    (tmp_path / "run").mkdir(mode=0o700)
    environment = os.environ | {
        "HOME": str(tmp_path),
        "XDG_RUNTIME_DIR": str(tmp_path / "run"),
        "ALSA_CONFIG_PATH": f"{ALSA}:{tmp_path / 'asound.conf'}",
        "ASSISTANT_MODELS": str(loaded.store.root),
    }
    loads = [part for module in (*cards, "module-native-protocol-unix") for part in ("-L", module)]
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
    end = time.monotonic() + 150  # a busy machine loads slowly
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


@needs_server
def test_a_question_played_into_the_microphone_is_answered_by_the_speaker_sample_for_sample(
    apart: Server, loaded: Rooms, say, tmp_path: Path
) -> None:
    _, environment = apart
    silence = np.zeros(16_000, np.float32)
    asked = np.concatenate([silence, say("What is two plus two?").samples, silence])
    soundfile.write(tmp_path / "asked.wav", asked, 16_000, subtype="FLOAT")
    log, out = tmp_path / "log", tmp_path / "answered.wav"
    record = ["parec", "-d", "card.monitor", f"--rate={loaded.voice.rate}", "--format=float32le", "--channels=1"]
    with (
        log.open("w") as events,
        running([*record, "--file-format=wav", out], env=environment) as recording,
        running([sys.executable, "-c", CONVERSE, tmp_path / "state"], env=environment, stdout=events),
    ):
        _until(lambda: "MicrophoneOpened" in log.read_text())
        subprocess.run(["paplay", "-d", "air", tmp_path / "asked.wav"], env=environment, check=True, timeout=30)
        _until(lambda: "TurnFinished" in log.read_text())
        time.sleep(0.5)
        recording.terminate()
        recording.wait()
    [reply] = [event["text"] for event in map(json.loads, log.read_text().splitlines()) if "text" in event]
    assert "four" in reply.lower() or "4" in reply
    spoken = np.concatenate([chunk.audio.samples for chunk in loaded.voice.stream(reply)])
    heard, _ = soundfile.read(out, dtype="float32")
    at = int(fftconvolve(heard, spoken[::-1], "valid").argmax())
    assert np.abs(heard[at : at + len(spoken)] - spoken).max() < 1e-3
