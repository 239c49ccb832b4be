"""`assistant chat`: the terminal."""

import sys

import typer

from assistant.cli.context import shared_of


def add_to(program: typer.Typer) -> None:
    """Register the command."""
    program.command()(chat)


def chat(context: typer.Context) -> None:
    """Talk in the terminal: by voice where there is a microphone, by keyboard always."""
    from assistant.errors import AssistantError

    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        remedy = "Try `assistant demo`, or `assistant ask TEXT`."
        raise AssistantError("terminal.none", "A chat needs a terminal.", remedy)
    from assistant.tui.screen import ChatApp

    ChatApp(shared_of(context).rooms).run()
