"""How long a user waits: from the end of speech to the first audio, stage by stage."""

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict

from asr.audio_file import read_audio
from assistant.config import Config
from assistant.errors import AssistantError
from assistant.events import SpeechEnded
from assistant.rehearsal import Rehearsal, rehearsing, spoken
from assistant.report import report
from runtime import Audio
from runtime.machine import Machine, this_machine

_SEED = 1
_SNR = 20.0
_LONGEST = 12.0
_COMMANDS = (
    "What time is it?",
    "Set a timer for ten minutes.",
    "Wake me up at seven tomorrow.",
    "Add milk to my shopping list.",
    "What is on my shopping list?",
    "What is twelve times nine?",
    "What time is it in Tokyo?",
    "What day is it today?",
    "Cancel the timer.",
    "Which alarms have I set?",
)


class StageSpread(BaseModel):
    """Milliseconds over all turns."""

    model_config = ConfigDict(frozen=True)

    median: float
    p90: float
    turns: int


class TurnRecord(BaseModel):
    """What was measured, and how.

    Attributes:
        command: That makes it again.
        machine: Where.
        recordings: Which were heard: a folder's, or synthetic ones.
        seed: Of the noise in synthetic ones.
        turns: How many.
        answered: How many of them came to a spoken reply.
        milliseconds: For each stage; ``first_audio`` counts from the endpoint, ``endpoint`` is the silence before it.
        resident_mb: Memory of the whole loop after the last turn, in 10^6 bytes.
        cold_start_seconds: Wall time of one `assistant ask`, from the shell to its reply; median of three.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    machine: Machine
    recordings: str
    seed: int
    turns: int
    answered: int
    milliseconds: dict[str, StageSpread]
    resident_mb: float
    cold_start_seconds: float


async def measure(config: Config, data: Path | None, turns: int) -> TurnRecord:
    """Take spoken turns at the pace of speech, with warm models.

    Args:
        config: Settings.
        data: Folder of recordings, with ``manifest.json`` or without; none for synthetic commands.
        turns: At most so many.
    """
    async with rehearsing(config) as rehearsal:
        said = _recorded(data, config.locale)[:turns] if data else _synthetic(rehearsal, turns)
        await rehearsal.turn(said[0])  # warms the models
        spans: dict[str, list[float]] = {}
        for audio in said:
            await _take(rehearsal, audio, spans)
        resident = psutil.Process().memory_info().rss / 1e6
    spreads = {name: _spread(values) for name, values in spans.items()}
    return TurnRecord(
        command=f"assistant bench turn{f' --data {data.name}' if data else ''} --turns {turns}",
        machine=this_machine(),
        recordings=f"{len(said)} of {data.name}" if data else f"synthetic, pink noise at {_SNR:.0f} dB",
        seed=_SEED,
        turns=len(said),
        answered=spreads["first_audio"].turns if "first_audio" in spreads else 0,
        milliseconds=spreads,
        resident_mb=round(resident, 1),
        cold_start_seconds=_cold_start(),
    )


async def _take(rehearsal: Rehearsal, audio: Audio, spans: dict[str, list[float]]) -> None:
    events = await rehearsal.turn(audio)
    ended = next((event for event in events if isinstance(event, SpeechEnded)), None)
    if ended is None:
        return
    spans.setdefault("endpoint", []).append(1000 * ended.silence)
    first = [event for event in events if event.turn == ended.turn]
    for name, value in report(first).milliseconds.items():
        spans.setdefault(name, []).append(value)


def _synthetic(rehearsal: Rehearsal, turns: int) -> list[Audio]:
    voice = rehearsal.rooms.voice
    return [spoken(voice, _COMMANDS[turn % len(_COMMANDS)], _SNR, _SEED + turn) for turn in range(turns)]


def _recorded(folder: Path, locale: str) -> list[Audio]:
    """Recordings in the language of the locale; commands with slots, where the manifest knows them, come first."""
    manifest = folder / "manifest.json"
    if manifest.exists():
        entries = json.loads(manifest.read_text(encoding="utf-8"))
        fitting = [e for e in entries if locale.startswith(e["lang"]) and e["seconds"] <= _LONGEST]
        files = [folder / e["file"] for e in sorted(fitting, key=lambda entry: not entry.get("slots"))]
    else:
        files = sorted(file for file in folder.rglob("*") if file.suffix.lower() in (".wav", ".flac"))
    if not files:
        message = f"There are no recordings for {locale} in {folder}."
        raise AssistantError("file.missing", message, "Name a folder of WAV or FLAC files with --data.")
    return [read_audio(file) for file in files]


def _spread(values: list[float]) -> StageSpread:
    ordered = sorted(values)
    p90 = ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]
    return StageSpread(median=round(statistics.median(ordered), 1), p90=round(p90, 1), turns=len(ordered))


def _cold_start() -> float:
    times = []
    for _ in range(3):
        start = time.perf_counter()
        command = [sys.executable, "-m", "assistant", "ask", "what time is it"]
        subprocess.run(command, capture_output=True, check=True, timeout=120)
        times.append(time.perf_counter() - start)
    return round(statistics.median(times), 2)
