"""The search as a picture: what each shape costs and what it gets for it."""

from pathlib import Path

from lab.nlu.search.check import pareto
from lab.nlu.search.study import BUDGET, SearchRecord


def picture(record: SearchRecord, file: Path) -> None:
    """Draw held-out loss against measured latency; area shows size, colour W, a ring the shapes nothing dominates.

    Args:
        record: A finished search.
        file: Picture to write; its ending says the format.
    """
    import matplotlib

    matplotlib.use("Agg")
    from matplotlib import pyplot

    found = record.extraction
    shapes = (*found.candidates, found.maximum)
    milliseconds = [record.latency[each.point.name].p50 for each in shapes]
    losses = [each.error for each in shapes]
    sizes = [each.parameters / 1e5 for each in shapes]
    front = pareto(list(zip(milliseconds, losses, sizes, strict=True)))
    figure, axes = pyplot.subplots(figsize=(8, 5), layout="constrained")
    dots = axes.scatter(
        milliseconds,
        losses,
        s=sizes,
        c=[each.coefficient for each in shapes],
        cmap="viridis",
        edgecolors=["crimson" if best else "none" for best in front],
        linewidths=1.6,
    )
    for shape, across, up in zip(shapes, milliseconds, losses, strict=True):
        chosen = shape in (found.best, record.within(BUDGET))
        axes.annotate(
            shape.point.name, (across, up), (6, 6), textcoords="offset points", weight="bold" if chosen else "normal"
        )
    axes.axvline(BUDGET, color="gray", linestyle="dashed", linewidth=0.8)
    figure.colorbar(dots, label="W coefficient")
    axes.set(
        xlabel="one utterance, int8, one thread (ms)",
        ylabel=f"held-out loss after {record.steps} steps (nats)",
        title="Shapes of the student (ring: not dominated in time, loss and size;\n"
        f"bold: the greatest W, and the least loss within {BUDGET:g} ms)",
    )
    figure.savefig(file)
    pyplot.close(figure)
