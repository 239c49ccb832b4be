"""`assistant demo`: a short conversation, heard and spoken by the assistant itself."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import shared_of


def add_to(program: typer.Typer) -> None:
    """Register the command."""
    program.command()(demo)


def demo(
    context: typer.Context,
    record: Annotated[Path | None, typer.Option(help="Write the conversation to this WAV file.")] = None,
) -> None:
    """Play six spoken turns through the whole assistant; needs no sound card."""
    from assistant.demo import play
    from assistant.workers import run

    run(play(shared_of(context).config, record))
