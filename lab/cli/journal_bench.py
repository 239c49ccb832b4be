"""`python -m lab bench journal-training`: what training with what a journal taught is worth."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record
from lab.cli.teacher import teacher_sources


def journal_training(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locale: Annotated[str, typer.Option(help="Language.")] = "de-DE",
    wishes: Annotated[int, typer.Option(min=5, help="Wishes, three wordings each.")] = 32,
    sessions: Annotated[int, typer.Option(min=100, help="Sessions in the journal.")] = 3000,
    epochs: Annotated[float, typer.Option(min=0.1, help="Passes over the training data.")] = 3,
    spoken: Annotated[Path, typer.Option(help="Keep here what was heard.")] = Path("checkpoints/spoken"),
    work: Annotated[Path, typer.Option(help="Keep the trainings here.")] = Path("checkpoints/journal"),
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
) -> None:
    """Compare a small student with and without what a journal taught."""
    import torch

    from assistant.progress import step_bar
    from lab.dialog.acoustic_loop import Plan
    from lab.dialog.journal_training import run_journal_training

    torch.set_num_threads(1)
    command = f"python -m lab bench journal-training --data DATA --locale {locale} --wishes {wishes}"
    command += f" --sessions {sessions} --epochs {epochs:g}"
    sources, rooms = teacher_sources(context, data), shared_of(context).rooms
    with step_bar() as stepped:
        plan = Plan(sessions=sessions)
        record = run_journal_training(rooms, sources, locale, wishes, epochs, plan, spoken, work, command, stepped)
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
