"""The page of measured figures, written from the records and from nothing else."""

from pathlib import Path
from statistics import fmean

from assistant.bench.turn import TurnRecord
from lab.figures.dialogue import dialogue_sections
from lab.figures.hearing import hearing_sections
from lab.figures.learning import learning_sections
from lab.figures.runtime import runtime_sections
from lab.figures.service import service_sections
from lab.figures.speaking import speaking_sections
from lab.figures.understanding import understanding_sections
from lab.nlu.training.release import Earlier, TrainingRecord
from nlu.student import MODEL

_INTRODUCTION = """# Figures

Written by `python -m lab figures` from the records in `docs/records/` and beside the models. Each record names the
command that makes it again.
"""


def figures(records: Path) -> str:
    """The whole page, Markdown.

    Args:
        records: Folder of JSON records; what is not there is left out.
    """
    parts = [
        _INTRODUCTION,
        _understanding(TrainingRecord.model_validate_json((MODEL / "record.json").read_text("utf-8"))),
        *understanding_sections(records),
    ]
    for file in sorted(records.glob("bench-turn-*.json")):
        parts.append(_turns(TurnRecord.model_validate_json(file.read_text("utf-8"))))
    parts.extend(hearing_sections(records))
    parts.extend(speaking_sections(records))
    parts.extend(runtime_sections(records))
    parts.extend(learning_sections(records))
    parts.extend(dialogue_sections(records))
    parts.extend(service_sections(records))
    return "\n".join(parts)


def _understanding(record: TrainingRecord) -> str:
    rows = [
        f"| {locale} | {score.intent:.1f} | {score.slot_f1:.1f} | {score.exact_match:.1f} |"
        for locale, score in {**record.dev, "mean": record.mean}.items()
    ]
    worst, best = (choose(record.dev.items(), key=lambda row: row[1].exact_match) for choose in (min, max))
    others = [score for locale, score in record.dev.items() if locale != "en-US"]
    means = [
        fmean(rates) for rates in zip(*((each.intent, each.slot_f1, each.exact_match) for each in others), strict=True)
    ]
    return _section(
        "Understanding",
        f"The shipped int8 student ({record.megabytes:.1f} MB, {record.parameters / 1e6:.1f} M parameters) on the dev "
        f"split of MASSIVE 1.1, trained on {record.examples:,} utterances in {record.cpu_seconds / 60:.0f} minutes of "
        f"one core{_before(record.earlier)}. "
        f"Mean of the {len(others)} without en-US: {' / '.join(f'{mean:.2f}' for mean in means)}. "
        f"Worst by exact match: {worst[0]}, {best[1].exact_match - worst[1].exact_match:.1f} points behind {best[0]}. "
        f"Expected calibration error {100 * record.calibration.error:.1f} %. {_made(record.provenance.command)}",
        "| Locale | intent accuracy | slot F1 | exact match |\n|---|---|---|---|",
        rows,
    )


def _before(earlier: Earlier | None) -> str:
    return f", after {earlier.cpu_seconds / 60:.0f} minutes for the student that it went on from" if earlier else ""


def _turns(record: TurnRecord) -> str:
    rows = [
        f"| {stage.replace('_', ' ')} | {spread.median:.0f} | {spread.p90:.0f} |"
        for stage, spread in record.milliseconds.items()
    ]
    machine = record.machine
    return _section(
        "One turn",
        f"Recordings: {record.recordings}, {record.answered} of {record.turns} answered, on {machine.processor}, "
        f"{machine.cores} cores (load {machine.load:.1f}). Resident memory {record.resident_mb:.0f} MB, cold start of "
        f"`assistant ask` {record.cold_start_seconds:.1f} s. {_made(record.command)}",
        "| Milliseconds | median | 90 % |\n|---|---|---|",
        rows,
    )


def _made(command: str) -> str:
    return f"Made by `{command}`."


def _section(title: str, text: str, head: str, rows: list[str]) -> str:
    return f"## {title}\n\n{text}\n\n" + "\n".join([head, *rows]) + "\n"
