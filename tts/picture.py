"""Pictures of speech, and of training."""

import csv
import importlib
from pathlib import Path
from typing import Any

import numpy as np

from tts.errors import TtsError
from tts.mel import log_mel
from tts.vocoding import HOP, RATE
from tts.voices import AddonVoice


def draw_spectrogram(voice: AddonVoice, text: str, path: Path) -> None:
    """Draw the log-mel spectrogram of a spoken text as PNG.

    Raises:
        TtsError: ``picture.matplotlib`` where matplotlib is not installed.
    """
    samples = np.concatenate([chunk.audio.samples for chunk in voice.stream(text)])
    figure, axes = _pyplot().subplots(figsize=(10, 3.2), layout="constrained")
    mel = log_mel(samples[: len(samples) // HOP * HOP])
    axes.imshow(mel, origin="lower", aspect="auto", extent=(0, len(samples) / RATE, 0, len(mel)), vmin=-9, vmax=2)
    axes.set(title=f"{voice.name}: {text}", xlabel="seconds", ylabel="mel band")
    _finish(figure, path)


def draw_curve(curve: Path, path: Path) -> None:
    """Draw a training's losses, from the CSV of ``fit``, as PNG."""
    with curve.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    figure, axes = _pyplot().subplots(figsize=(8, 4), layout="constrained")
    steps = [int(row["step"]) for row in rows]
    for name in list(rows[0])[1:]:
        axes.plot(steps, [float(row[name]) for row in rows], label=name, linewidth=1)
    axes.set(title=curve.parent.name, xlabel="step", ylabel="loss", yscale="log")
    axes.legend()
    _finish(figure, path)


def _pyplot() -> Any:
    try:
        matplotlib = importlib.import_module("matplotlib")
    except ImportError as error:
        raise TtsError(
            "picture.matplotlib",
            "matplotlib is not installed.",
            "Install it with: pip install 'voice-assistant-reference[lab]'",
        ) from error
    matplotlib.use("Agg")
    return importlib.import_module("matplotlib.pyplot")


def _finish(figure: Any, path: Path) -> None:
    figure.savefig(path, dpi=90)
    _pyplot().close(figure)
