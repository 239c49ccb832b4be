"""`assistant bench`: how quick it is on this machine."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record

program = typer.Typer(help="Measure how quick the assistant is here.", rich_markup_mode=None, no_args_is_help=True)


@program.callback()
def measure() -> None:
    """Measure how quick the assistant is here."""


@program.command()
def turn(
    context: typer.Context,
    data: Annotated[Path | None, typer.Option(help="Folder of recordings; without it, synthetic commands.")] = None,
    turns: Annotated[int, typer.Option(min=1, help="At most this many turns.")] = 30,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
) -> None:
    """Measure the time from the end of speech to the first audio, stage by stage, with memory and cold start."""
    from assistant.bench.turn import measure
    from assistant.workers import run

    record = run(measure(shared_of(context).config, data, turns))
    print_json(record.model_dump(mode="json"))
    write_record(record, out)
