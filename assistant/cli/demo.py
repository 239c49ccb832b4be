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
    record: Annotated[Path | None, typer.Option(help="Write the whole conversation into this WAV file.")] = None,
) -> None:
    """Six spoken turns through the whole assistant, without any audio device."""
    from assistant.demo import play
    from assistant.workers import run

    run(play(shared_of(context).config, record))
