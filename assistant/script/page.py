"""Results as one HTML page, with the sound and a timeline of every step."""

import base64
import io
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path
from typing import Any

import soundfile
from jinja2 import Environment

from assistant.script.result import ScriptResult, StepResult
from runtime import Audio


def write_page(results: Sequence[ScriptResult], out: Path) -> None:
    """Write a report that needs no other file.

    Args:
        results: In the order in which they appear.
        out: The HTML file.
    """
    template = files("assistant.script").joinpath("page.html.jinja").read_text(encoding="utf-8")
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    page = environment.from_string(template)
    out.write_text(page.render(results=results, timeline=_timeline, sound=_sound), encoding="utf-8")


def _timeline(step: StepResult) -> list[dict[str, Any]]:
    """Each stage's start and length in percent of the whole."""
    stages = {name: span for name, span in step.turn.milliseconds.items() if name != "first_audio"}
    total = sum(stages.values()) or 1.0
    bars, start = [], 0.0
    for name, span in stages.items():
        bars.append({"name": name, "ms": span, "start": 100 * start / total, "width": 100 * span / total})
        start += span
    return bars


def _sound(audio: Audio) -> str:
    """A data URL with FLAC in it."""
    buffer = io.BytesIO()
    soundfile.write(buffer, audio.samples, audio.rate, format="FLAC")
    return "data:audio/flac;base64," + base64.b64encode(buffer.getvalue()).decode()
