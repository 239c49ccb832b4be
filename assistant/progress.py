"""Progress bars on stderr."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    DownloadColumn,
    MofNCompleteColumn,
    Progress,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
    TransferSpeedColumn,
)

_NAME = "{task.description}"


@contextmanager
def download_bars() -> Iterator[Callable[[str, int, int], None]]:
    """One bar for each file while it arrives.

    Yields:
        Takes a file's name, its bytes that are here, and its bytes in all.
    """
    columns = (TextColumn(_NAME), BarColumn(), DownloadColumn(), TransferSpeedColumn())
    tasks: dict[str, TaskID] = {}
    with Progress(*columns, console=Console(stderr=True)) as progress:

        def update(label: str, done: int, total: int) -> None:
            if label not in tasks:
                tasks[label] = progress.add_task(label, total=total)
            progress.update(tasks[label], completed=done, total=total)

        yield update


@contextmanager
def step_bar() -> Iterator[Callable[[int, int, str], None]]:
    """One bar for long work.

    Yields:
        Takes the step, the number of steps, and what to say beside the bar.
    """
    columns = (TextColumn(_NAME), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True)) as progress:
        task = progress.add_task("", total=None)

        def update(step: int, steps: int, said: str) -> None:
            progress.update(task, completed=step, total=steps, description=said)

        yield update
