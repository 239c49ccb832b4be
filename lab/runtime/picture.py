"""Time, start-up, memory and size of each stage on each runtime, drawn."""

from pathlib import Path

from assistant.bench.runtime import RuntimeRecord
from runtime.open import BACKENDS


def draw(record: RuntimeRecord, file: Path) -> None:
    """Draw time, start-up, memory and size of each stage on each runtime; the ending says the format."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    measured = [one for one in record.candidates if one.milliseconds]
    names = [f"{one.stage} {one.device}, {one.threads} thread{'s' * (one.threads > 1)}" for one in measured]
    devices = [backend.device for backend in BACKENDS]
    colours = [f"C{devices.index(one.device)}" for one in measured]
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
