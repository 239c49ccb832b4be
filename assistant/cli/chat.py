"""`assistant chat`: the terminal."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of

if TYPE_CHECKING:
    from assistant.live import Live


def add_to(program: typer.Typer) -> None:
    """Register the command."""
    program.command()(chat)


def chat(
    context: typer.Context,
    plain: Annotated[bool, typer.Option("--plain", help="Plain lines, for screen readers and pipes.")] = False,
    record: Annotated[Path | None, typer.Option(help="Write the conversation down as a script.")] = None,
) -> None:
    """Talk in the terminal, by voice or by keyboard."""
    from assistant.errors import AssistantError
    from assistant.live import Live
    from dialog.utterance import Origin

    if not plain and not (sys.stdin.isatty() and sys.stdout.isatty()):
        remedy = "Try `assistant chat --plain`, `assistant demo`, or `assistant ask TEXT`."
        raise AssistantError("terminal.none", "The conversation needs a terminal.", remedy)
    live = Live(shared_of(context).rooms, Origin(session="terminal"), "terminal")
    if record is not None:
        _record(live, record)
    if plain:
        from assistant.plain_chat import PlainChat
        from assistant.workers import run

        run(PlainChat(live).run())
    else:
        from assistant.tui.screen import ChatApp

        screen = ChatApp(live)
        screen.run()
        if screen.failure is not None:
            raise screen.failure


def _record(live: "Live", out: Path) -> None:
    from assistant.script.recorder import Recorder

    rooms = live.rooms
    live.stream.observe(Recorder(out, rooms.config.locale, rooms.config.zone, rooms.clock.now()).observe)
