"""A training as a picture."""

from collections.abc import Sequence
from pathlib import Path

from lab.nlu.training.fit import Point


def picture(points: Sequence[Point], file: Path) -> None:
    """Draw loss and held-out scores over processor time.

    Args:
        points: The curve.
        file: Picture to write; its ending says the format.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    hours = [point.cpu_seconds / 3600 for point in points]
    figure, (above, below) = pyplot.subplots(2, 1, figsize=(8, 6), sharex=True, layout="constrained")
    for name, values in (
        ("intent accuracy", [point.intent for point in points]),
        ("exact match", [point.exact_match for point in points]),
    ):
        known = [(hour, value) for hour, value in zip(hours, values, strict=True) if value is not None]
        above.plot(*zip(*known, strict=True), marker="o", markersize=3, label=name)
    above.set(ylabel="held-out utterances (%)", title="One training of the student")
    above.legend(loc="lower right")
    below.plot(hours, [point.loss for point in points], linewidth=1)
    below.set(xlabel="processor time (hours of one core)", ylabel="training loss (nats, smoothed)")
    for axes in (above, below):
        axes.grid(alpha=0.3)
    figure.savefig(file)
    pyplot.close(figure)
