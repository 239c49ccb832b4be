"""The benchmark as one run."""

import asyncio
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import onnxruntime
import psutil

from asr.activity import open_detector
from asr.bench.accuracy import score_sets
from asr.bench.delay import commands, measure_delay
from asr.bench.record import AsrRecord
from asr.bench.recordings import read_recordings
from asr.recognizer import open_recognizer
from asr.transcript import Recognizer
from runtime import Device
from runtime.store import ModelStore


def bench_asr(
    store: ModelStore, data: Path, device: Device = "auto", baselines: Sequence[Recognizer] = ()
) -> AsrRecord:
    """Score the default recogniser, and baselines beside it, on the recordings of a folder.

    Args:
        store: Has the models.
        data: A folder with ``manifest.json``, see `asr.bench.recordings.Recording`.
        device: For the default recogniser.
        baselines: Others to score in the same run.

    Raises:
        AsrError: ``data.missing``, ``data.invalid`` or ``bench.missing``.
        RuntimeRoomError: As `open_recognizer`.
    """
    recordings = read_recordings(data)
    when = datetime.now(UTC)
    recognizer = open_recognizer(store, device)
    scores = [score for one in (recognizer, *baselines) for score in score_sets(one, recordings)]
    detector = open_detector(store, device)
    sounds = commands(recordings, detector)
    delay = asyncio.run(measure_delay(recognizer, detector, sounds)) if sounds else None
    return AsrRecord(
        when=when,
        machine=f"{platform.processor() or platform.machine()}, {psutil.cpu_count()} cores, "
        f"Python {platform.python_version()}, ONNX Runtime {onnxruntime.__version__}",
        scores=tuple(scores),
        delay=delay,
        memory=psutil.Process().memory_info().rss / 1e6,
    )
