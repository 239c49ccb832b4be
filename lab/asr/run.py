"""The benchmark as one run."""

import asyncio
import resource
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from typing import Final, TypeVar

from asr.activity import open_detector
from asr.moonshine import open_moonshine
from asr.recognizer import WHISPER_GATE, open_recognizer
from asr.speech_only import SpeechOnly
from asr.transcript import Recognizer
from asr.whisper.recognizer import open_whisper
from lab.asr.accuracy import judged, score_sets, transcribed
from lab.asr.baselines import PocketSphinx, open_faster_whisper
from lab.asr.delay import commands, measure_delay
from lab.asr.record import AsrRecord, Contestant, RehearingCurve
from lab.asr.recordings import Recording, read_recordings
from lab.asr.rehearing import rehearing_curve
from runtime import Device
from runtime.machine import this_machine
from runtime.store import ModelStore

OURS: Final = ("quick", "accurate", "many languages")
BASELINES: Final = ("faster-whisper", "pocketsphinx")

Made = TypeVar("Made")
Progress = Callable[[int, int, str], None]


def bench_asr(
    root: Path,
    data: Path,
    device: Device = "auto",
    entries: Sequence[str] = (*OURS, *BASELINES),
    progress: Progress = lambda done, total, said: None,
) -> AsrRecord:
    """Score our recognisers and the baselines on the recordings of a folder, each in a process of its own.

    Args:
        root: The model store's folder.
        data: A folder with ``manifest.json``, see `lab.asr.recordings.Recording`.
        device: For our recognisers.
        entries: Which take part.
        progress: Told of each step.

    Raises:
        AsrError: ``data.missing``, ``data.invalid`` or ``bench.missing``.
        RuntimeRoomError: As `open_recognizer`.
    """
    chosen = () if tuple(entries) == (*OURS, *BASELINES) else entries
    recordings = read_recordings(data)
    steps = len(entries) + 2
    date = datetime.now(UTC).isoformat(timespec="seconds")
    contestants = []
    for number, entry in enumerate(entries):
        progress(number, steps, entry)
        contestants.append(_apart(_contest, entry, root, recordings, device))
    progress(len(entries), steps, "threshold of two passes")
    curve = _apart(_curve, root, recordings, device) if "accurate" in entries else None
    progress(len(entries) + 1, steps, "delay")
    store = ModelStore(root)
    detector = open_detector(store, device)
    sounds = commands(recordings, detector)
    recognizer = open_recognizer(store, device, quality="accurate" if "accurate" in entries else "quick")
    delay = asyncio.run(measure_delay(recognizer, detector, sounds)) if sounds else None
    progress(steps, steps, "done")
    return AsrRecord(
        command=" ".join(["python -m lab bench asr --data DATA", *(f"--entry {one!r}" for one in chosen)]),
        date=date,
        machine=this_machine(),
        contestants=tuple(contestants),
        delay=delay,
        rehearing=curve,
    )


def _apart(work: Callable[..., Made], *given: object) -> Made:
    """Do it in a fresh process, so that memory is its own."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(work, *given).result()


def _contest(entry: str, root: Path, recordings: Sequence[Recording], device: Device) -> Contestant:
    began = time.monotonic()
    recognizers = _open(entry, ModelStore(root), recordings, device)
    loaded = time.monotonic() - began
    taken = [one for recognizer in recognizers for one in transcribed(recognizer, recordings)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    return Contestant(
        name=recognizers[0].name,
        entry=entry,
        scores=score_sets(recognizers[0].name, judged(taken)),
        load_seconds=round(loaded, 2),
        peak_mb=round(peak / 1e6, 1),
    )


def _open(entry: str, store: ModelStore, recordings: Sequence[Recording], device: Device) -> Sequence[Recognizer]:
    languages = sorted({recording.language for recording in recordings})
    match entry:
        case "quick":
            return (open_recognizer(store, device, quality="quick"),)
        case "accurate":
            return (open_recognizer(store, device, quality="accurate"),)
        case "many languages":
            return (open_recognizer(store, device, languages),)
        case "faster-whisper":
            return open_faster_whisper(store, languages)
        case _:
            return (PocketSphinx(),)


def _curve(root: Path, recordings: Sequence[Recording], device: Device) -> RehearingCurve:
    store = ModelStore(root)
    detector = open_detector(store, device)
    quick = SpeechOnly(open_moonshine(store, device=device), detector)
    strong = SpeechOnly(open_whisper(store, languages=("en",), device=device), detector, WHISPER_GATE)
    return rehearing_curve(judged(transcribed(quick, recordings)), judged(transcribed(strong, recordings)))
