"""The sections on hearing of the page of figures."""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from lab.asr.echo import EchoRecord
from lab.asr.endpointing import EndpointingRecord
from lab.asr.names import NamesRecord
from lab.asr.record import AsrRecord, Contestant, RehearingCurve
from lab.asr.silence import NonSpeechRecord
from lab.asr.waking import WakeRecord
from lab.endurance.soak import SoakRecord
from lab.figures import listening

_OTHERS: Final[tuple[tuple[str, Any, Callable[[Any], str]], ...]] = (
    ("bench-endpointing", EndpointingRecord, listening.endpoints),
    ("bench-names", NamesRecord, listening.names),
    ("bench-non-speech", NonSpeechRecord, listening.non_speech),
    ("bench-wake", WakeRecord, listening.wakes),
    ("bench-echo", EchoRecord, listening.echo),
    ("bench-soak", SoakRecord, listening.endurance),
)


def hearing_sections(records: Path) -> list[str]:
    """Markdown for each record on hearing that is there.

    Args:
        records: Folder of JSON records.
    """
    parts = [
        _recognisers(AsrRecord.model_validate_json(file.read_text("utf-8")))
        for file in sorted(records.glob("bench-asr*.json"))
    ]
    for name, model, section in _OTHERS:
        if (file := records / f"{name}.json").exists():
            parts.append(section(model.model_validate_json(file.read_text("utf-8"))))
    return parts


def _recognisers(record: AsrRecord) -> str:
    machine = record.machine
    text = (
        f"Recordings of people, each recogniser in a process of its own on one thread, on {machine.processor}, "
        f"{machine.cores} cores (load {machine.load:.1f}), at {record.date[:16]}, program {machine.commit}. "
        f"Made by `{record.command}`."
    )
    if delay := record.delay:
        text += (
            f" From the endpoint to the final transcript of {delay.clips} commands of 2 to 4 seconds, heard in real "
            f"time: median {delay.median:.1f} ms, 95 % {delay.p95:.1f} ms"
        )
        if delay.alone_median is not None:
            text += f"; reckoned for a core of its own: {delay.alone_median:.1f} ms, {delay.alone_p95:.1f} ms"
        text += "."
    rows = [row for contestant in record.contestants for row in _rows(contestant)]
    parts = [
        "## Hearing\n",
        text + "\n",
        "| Recogniser | language | clips | WER (%) | all slots | language right | ms a clip | time / length | MB |\n"
        "|---|---|---|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    return "\n".join([*parts, *(_rehearing(record.rehearing) if record.rehearing else ())])


def _rows(contestant: Contestant) -> list[str]:
    return [
        f"| {contestant.name} ({contestant.entry}) | {total.language} | {total.clips} | "
        f"{'' if total.wer is None else f'{100 * total.wer:.1f}'} | "
        f"{f'{total.slots_right} of {total.commands}' if total.commands else ''} | {total.languages_right} | "
        f"{1000 * total.cpu_seconds / total.clips:.0f} | {total.cpu_seconds / total.seconds:.3f} | "
        f"{contestant.peak_mb:.0f} |"
        for total in contestant.totals()
    ]


def _rehearing(curve: RehearingCurve) -> list[str]:
    rows = [
        f"| {point.threshold:g}{' (used)' if point.threshold == curve.used else ''} | {100 * point.reheard:.0f} | "
        f"{100 * point.wer:.1f} | {point.slots_right} | {point.cpu_seconds:.1f} |"
        for point in curve.points
    ]
    held = curve.held_out
    return [
        "English is heard again by Whisper where Moonshine's confidence is below a threshold. Each half of the clips, "
        f"scored with the threshold that the other half chose ({curve.chosen[0]:g}, {curve.chosen[1]:g}): WER "
        f"{100 * held.wer:.1f} %, {held.slots_right} commands, {held.cpu_seconds:.1f} s.\n",
        "| Threshold | heard again (%) | WER (%) | commands, all slots | processor seconds |\n|---|---|---|---|---|",
        *rows,
        "",
    ]
