"""The figures of runtimes, from their records, and as a picture."""

from pathlib import Path
from typing import Final

from assistant.bench.runtime import RuntimeRecord
from lab.runtime.outcomes import OutcomeRecord
from runtime.plan import Candidate

_HEAD: Final = (
    "| Stage | runtime | threads | processor time / cpu's | median (ms) | 90 % (ms) | 99 % (ms) | time / sound | "
    "first open (s) | open (s) | MB | MB on disk | padding | same outcome |\n"
    "|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
)
_COLOURS: Final = {"cpu": "tab:blue", "cuda": "tab:green", "fixed": "tab:orange"}


def runtime_sections(records: Path) -> list[str]:
    """A section for speed and one for outcomes; a record that is not there is left out."""
    sections = []
    runtimes, outcomes = records / "runtime.json", records / "outcomes.json"
    if runtimes.exists():
        sections.append(_running(RuntimeRecord.model_validate_json(runtimes.read_text("utf-8"))))
    if outcomes.exists():
        sections.append(_coming_out(OutcomeRecord.model_validate_json(outcomes.read_text("utf-8"))))
    return sections


def draw(record: RuntimeRecord, file: Path) -> None:
    """Draw time, start-up, memory and size of each stage on each runtime; the ending says the format."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    measured = [one for one in record.candidates if one.milliseconds]
    names = [f"{one.stage} {one.device}, {one.threads} thread{'s' * (one.threads > 1)}" for one in measured]
    colours = [_COLOURS[one.device] for one in measured]
    shown = {
        "median (ms)": [one.milliseconds.p50 if one.milliseconds else 0 for one in measured],
        "open (s)": [one.open or 0 for one in measured],
        "memory (MB)": [one.resident_mb or 0 for one in measured],
        "on disk (MB)": [one.artefact_mb or 0 for one in measured],
    }
    figure, axes = pyplot.subplots(1, len(shown), figsize=(12, 4), sharey=True, layout="constrained")
    for place, (title, values) in zip(axes, shown.items(), strict=True):
        place.barh(names, values, color=colours)
        place.set_xlabel(title)
    axes[0].invert_yaxis()
    figure.savefig(file)
    pyplot.close(figure)


def _running(record: RuntimeRecord) -> str:
    starts = "; ".join(
        f"{start.device} {start.seconds:.2f} s"
        + (f", at best {start.least:.2f} s" if start.least is not None else "")
        + f" ({start.processor_seconds:.2f} s of the processor)"
        for start in record.starts
    )
    text = (
        f"Each stage beside the cpu on one thread in one process, by turns; of some such processes the middle ratio, "
        f"and the least and the greatest. All stages together, from what earlier "
        f"runs compiled: {starts}. {record.machine.processor}, {record.machine.cores} cores (load "
        f"{record.machine.load:.1f}). Made by `{record.command}`."
    )
    rows = [_candidate(one) for one in record.candidates]
    return "\n".join(["## Where networks run", "", text, "", _HEAD, *rows]) + "\n"


def _candidate(one: Candidate) -> str:
    named = f"| {one.stage} | {one.device} | {one.threads}"
    if one.milliseconds is None:
        return f"{named} | not available: {one.why_not} | | | | | | | | | | |"
    padding = "" if one.padding is None else f"{one.padding:.0%}"
    size = "" if one.artefact_mb is None else f"{one.artefact_mb:.0f}"
    spread, real_time = one.milliseconds, "" if one.real_time is None else f"{one.real_time:.3f}"
    ratio = f"{one.ratio:.2f}" + (f" ({one.ratios[0]:.2f}–{one.ratios[-1]:.2f})" if one.ratios else "")
    times = f"{ratio} | {spread.p50:.1f} | {spread.p90:.1f} | {spread.p99:.1f} | {real_time}"
    opening = f"{one.first_open:.2f} | {one.open:.2f} | {one.resident_mb:.0f} | {size}"
    return f"{named} | {times} | {opening} | {padding} | {one.agreement:.0%} |"


def _coming_out(record: OutcomeRecord) -> str:
    text = (
        f"The tasks on each runtime; no score may be over {record.within:g} points from the cpu's. "
        f"{record.machine.processor}, {record.machine.cores} cores. Made by `{record.command}`."
    )
    rows = [f"| {one.measure} | {one.device} | {one.score:.2f} | {one.count} |" for one in record.outcomes]
    return (
        "\n".join(["### What comes out", "", text, "", "| | runtime | score | of |\n|---|---|---|---|", *rows]) + "\n"
    )
