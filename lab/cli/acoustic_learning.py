"""`python -m lab bench acoustic-learning`: what is learned from what was really misheard."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record


def acoustic_learning(
    context: typer.Context,
    data: Annotated[Path, typer.Option(help="Folder of MASSIVE 1.x.")],
    locales: Annotated[str, typer.Option(help="Locales, with commas.")] = "en-US,de-DE,es-ES,fr-FR,it-IT",
    wishes: Annotated[int, typer.Option(min=5, help="Wishes in each language, three wordings each.")] = 32,
    sessions: Annotated[int, typer.Option(min=100, help="Sessions to mine for each population.")] = 3000,
    populations: Annotated[int, typer.Option(min=1, help="How often to draw new users.")] = 10,
    work: Annotated[Path, typer.Option(help="Keep here what was heard.")] = Path("checkpoints/spoken"),
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw to this file, SVG or PNG.")] = None,
) -> None:
    """Measure learning from what the recogniser really misheard, on takes and people not mined from."""
    from assistant.progress import step_bar
    from lab.dialog.acoustic_loop import Plan
    from lab.dialog.self_learning_acoustic import draw, run_acoustic

    command = f"python -m lab bench acoustic-learning --data DATA --locales {locales} --wishes {wishes}"
    command += f" --sessions {sessions} --populations {populations}"
    rooms = shared_of(context).rooms
    with step_bar() as stepped:
        plan = Plan(sessions=sessions)
        record = run_acoustic(rooms, data, locales.split(","), wishes, populations, plan, work, command, stepped)
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
    if plot is not None:
        draw(record, plot)
