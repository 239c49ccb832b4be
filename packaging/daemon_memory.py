"""What the running daemon takes: resident memory when it is ready, after spoken turns, and when it is quiet again.

Run it with the Python of the environment to measure. It starts the daemon, speaks through it and to it over Wyoming,
and prints a line of JSON in megabytes.
"""

import argparse
import asyncio
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import psutil
from numpy.typing import NDArray
from wyoming.asr import Transcribe, Transcript
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.client import AsyncTcpClient
from wyoming.event import Event
from wyoming.tts import Synthesize

RATE: Final = 16_000
PORT: Final = 10_709
SAID: Final = (
    "What time is it?",
    "Set a timer for ten minutes.",
    "Add milk and eggs to the shopping list.",
    "What is twelve times nine?",
    "How is the weather in Berlin tomorrow?",
    "Turn off the lights in the kitchen.",
    "Remind me to call mum tomorrow at five in the afternoon.",
    "Tell me a joke.",
)
_START: Final = 120.0  # seconds it may take
_SETTLES: Final = 15.0  # seconds in which it loads what it need not have to begin
_QUIET: Final = 40.0  # seconds after which it has given back what turns needed


def main() -> None:
    """Measure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--turns", type=int, default=32, help="Spoken turns.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        ours = {"ASSISTANT_STATE": folder, "ASSISTANT_WYOMING__PORT": str(PORT), "ASSISTANT_HEALTH__ENABLED": "false"}
        silent = {"ASSISTANT_AUDIO__MICROPHONE": "none", "ASSISTANT_AUDIO__SPEAKER": "none"}
        command = [str(Path(sys.executable).with_name("assistant")), "daemon"]
        with subprocess.Popen(command, env=dict(os.environ) | ours | silent, stderr=subprocess.DEVNULL) as daemon:
            try:
                print(json.dumps(asyncio.run(measured(psutil.Process(daemon.pid), asked.turns))))
            finally:
                daemon.send_signal(signal.SIGTERM)


async def measured(daemon: psutil.Process, turns: int) -> dict[str, float]:
    """Resident megabytes at each point, and the median milliseconds from the end of speech to its words."""
    await listening()
    await asyncio.sleep(_SETTLES)
    found = {"turns": turns, "ready_megabytes": resident(daemon)}
    waits, most = list[float](), 0.0
    for turn in range(turns):
        waits.append(await spoken_turn(SAID[turn % len(SAID)], turn))
        most = max(most, resident(daemon))
    found |= {"most_megabytes": most, "milliseconds": round(1000 * float(np.median(waits)))}
    await asyncio.sleep(_QUIET)
    return found | {"quiet_megabytes": resident(daemon)}


def resident(process: psutil.Process) -> float:
    """Megabytes."""
    return round(process.memory_info().rss / 1e6)


async def listening() -> None:
    """Wait until the daemon serves.

    Raises:
        TimeoutError: Where it does not.
    """
    async with asyncio.timeout(_START):
        while True:
            try:
                async with AsyncTcpClient("127.0.0.1", PORT):
                    return
            except OSError:
                await asyncio.sleep(0.5)


async def spoken_turn(text: str, seed: int) -> float:
    """Have a sentence said, hear it in light noise, and answer it; seconds from its end to its words."""
    chunks = [AudioChunk.from_event(event) for event in await asked(Synthesize(text=text).event(), AudioStop.is_type)]
    sound = np.frombuffer(b"".join(chunk.audio for chunk in chunks), np.int16).astype(np.float32)
    times = np.arange(0, len(sound), chunks[0].rate / RATE)
    heard = np.concatenate([np.interp(times, np.arange(len(sound)), sound), np.zeros(RATE // 2)])
    heard += np.random.default_rng(seed).normal(0, 100, len(heard))
    async with AsyncTcpClient("127.0.0.1", PORT) as client:
        await client.write_event(Transcribe(language="en").event())
        await client.write_event(AudioStart(RATE, 2, 1).event())
        await client.write_event(AudioChunk(RATE, 2, 1, samples(heard)).event())
        begin = time.perf_counter()
        await client.write_event(AudioStop().event())
        while (event := await client.read_event()) and not Transcript.is_type(event.type):
            pass
    assert event is not None
    waited = time.perf_counter() - begin
    await asked(event, {"handled", "not-handled"}.__contains__)
    return waited


async def asked(event: Event, last: Callable[[str], bool]) -> list[Event]:
    """Chunks of sound that come before the last event of an answer."""
    found = []
    async with AsyncTcpClient("127.0.0.1", PORT) as client:
        await client.write_event(event)
        while (came := await client.read_event()) and not last(came.type):
            if AudioChunk.is_type(came.type):
                found.append(came)
    return found


def samples(sound: NDArray[np.float64]) -> bytes:
    """As 16 bits."""
    return np.clip(sound, -32768, 32767).astype(np.int16).tobytes()


if __name__ == "__main__":
    main()
