"""`python -m lab bench`: how quick, how small and how right it is, as records."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record

program = typer.Typer(help="Measure the assistant and its models.", rich_markup_mode=None, no_args_is_help=True)


@program.command("self-learning")
def self_learning(
    seeds: Annotated[int, typer.Option(min=1, help="Simulated worlds.")] = 10,
    first: Annotated[int, typer.Option(min=0, help="Seed of the first world.")] = 100,
    sessions: Annotated[int, typer.Option(min=100, help="Sessions to mine in each.")] = 30_000,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
    plot: Annotated[Path | None, typer.Option(help="Draw to this file, SVG or PNG.")] = None,
) -> None:
    """Measure learning from rephrases in simulated households: wins, losses, poison, changes of mind."""
    from assistant.progress import step_bar
    from lab.dialog.self_learning import picture, summarise
    from lab.dialog.simulation.experiment import Size, run

    size, worlds = Size(sessions=sessions), range(first, first + seeds)
    with step_bar() as stepped:
        results = run(worlds, size, lambda done, total: stepped(done, total, "worlds"))
    command = f"python -m lab bench self-learning --seeds {seeds} --first {first} --sessions {sessions}"
    record = summarise(results, worlds, size, command)
    print_json(record.model_dump(mode="json", exclude={"results"}))
    write_record(record, out)
    if plot is not None:
        picture(record, plot)


@program.command()
def daemon(
    context: typer.Context,
    clients: Annotated[int, typer.Option(min=1, help="Wyoming clients at once.")] = 50,
    seconds: Annotated[float, typer.Option(min=1, help="How long, in seconds.")] = 60.0,
    pause: Annotated[float, typer.Option(min=0, help="Seconds that each waits between two requests.")] = 10.0,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
) -> None:
    """Measure the service under many clients, and too many: latency, memory, processor time while idle."""
    import asyncio

    from assistant.progress import step_bar
    from lab.endurance.daemon import measure

    with step_bar() as stepped:
        record = asyncio.run(measure(shared_of(context).config, clients, seconds, pause, progress=stepped))
    print_json(record.model_dump(mode="json"))
    write_record(record, out)


@program.command()
def tui(
    context: typer.Context,
    seconds: Annotated[float, typer.Option(min=1, help="Seconds to watch each size of terminal.")] = 30.0,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
) -> None:
    """Measure the processor time of the terminal while it listens to a quiet room."""
    from lab.endurance.terminal import measure

    record = measure(shared_of(context).config, seconds)
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
