"""What `python -m lab learn nlu --with-journal` adds: examples from what was learned here, and what they did."""

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from assistant.app import Rooms
    from lab.dialog.weak_labels import JournalReport
    from lab.nlu.training.massive import Example
    from lab.nlu.training.release import TrainingRecord


def own_examples(rooms: "Rooms", least_devices: int) -> "tuple[list[Example], JournalReport]":
    """Weakly labelled examples from the rewrites of this installation.

    Args:
        rooms: Journal, memory and the shipped student.
        least_devices: That must stand behind each.
    """
    from lab.dialog.weak_labels import weak_labels

    return weak_labels(rooms.learning.memory, rooms.journal, rooms.student, least_devices)


def report_journal(
    rooms: "Rooms",
    examples: "Sequence[Example]",
    report: "JournalReport",
    folder: Path,
    data: Path,
    record: "TrainingRecord",
) -> None:
    """Compare the new model with the shipped one, and write what became of the examples beside it.

    Args:
        rooms: The shipped student.
        examples: Those that were trained on.
        report: About them, before.
        folder: Of the new model.
        data: Folder of MASSIVE.
        record: Of the new model.
    """
    from lab.dialog.weak_labels import understood_of
    from lab.nlu.training import massive
    from lab.nlu.training.release import evaluate
    from nlu.student import open_student

    after = report.model_copy(update={"understood_after": understood_of(open_student("cpu", folder), examples)})
    (folder / "journal.json").write_text(after.model_dump_json(indent=1) + "\n", encoding="utf-8")
    typer.echo(
        f"{after.rewrites} rewrites, {after.too_few} with too few devices behind them, {after.unlabelled} not to be "
        f"labelled; {after.examples} examples. Read as meant: {after.understood_before} before, "
        f"{after.understood_after} after (trained on them).",
        err=True,
    )
    for locale, new in record.dev.items():
        if locale in rooms.student.card.locales:
            old = evaluate(rooms.student, massive.read(data, [locale], "dev"))
            typer.echo(
                f"{locale}: exact match on dev {old.exact_match:.1f} before, {new.exact_match:.1f} after", err=True
            )
