"""The endpointer's trade-off as a picture."""

from collections.abc import Sequence
from pathlib import Path

from lab.asr.endpointing import EndpointingRecord, Point


def picture(record: EndpointingRecord, file: Path) -> None:
    """Draw early cut-offs against delay."""
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(7, 4.6), layout="constrained")
    axes.plot(*_line(record.fixed), "s--", color="tab:orange", label="fixed silence, 0.3 to 1.2 s")
    axes.plot(*_line(record.ours), "o", color="tab:blue", alpha=0.35, label="ours, all bounds")
    axes.plot(*_line(frontier(record.ours)), "-", color="tab:blue", label="ours, the best of them")
    named = ((record.rival, "fixed 0.7 s", (12, 22)), (record.used, "ours, as used", (-60, -60)))
    for point, name, away in (*named, (record.best, "ours, best at its cut-offs", (-160, -30))):
        place = (1000 * point.delay, 100 * point.early)
        axes.annotate(name, place, away, textcoords="offset points", arrowprops={"arrowstyle": "-", "color": "grey"})
    axes.set(xlabel="mean delay after the end of the speech (ms)", ylabel="utterances cut off (%)", ylim=(0, None))
    axes.legend()
    figure.savefig(file)
    pyplot.close(figure)


def frontier(points: Sequence[Point]) -> list[Point]:
    """The points than which none is better in both respects, by their delay."""
    kept: list[Point] = []
    for point in sorted(points, key=lambda point: (point.delay, point.early)):
        if not kept or point.early < kept[-1].early:
            kept.append(point)
    return kept


def _line(points: Sequence[Point]) -> tuple[list[float], list[float]]:
    return [1000 * point.delay for point in points], [100 * point.early for point in points]
