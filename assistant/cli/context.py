"""What every command is handed: the settings and the rooms, made only when asked for."""

import logging
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from assistant.app import Rooms
    from assistant.config import Config

ConfigFile = Annotated[Path | None, typer.Option(help="Use this settings file instead of your own.")]
Debug = Annotated[bool, typer.Option(help="Log everything to stderr, with tracebacks.")]
_NOISY = ("asyncio", "httpcore", "httpx", "filelock", "tzlocal")


@dataclass
class Shared:
    """Options of the program itself.

    Attributes:
        path: Settings file, if one was named.
        debug: Whether everything is logged.
    """

    path: Path | None
    debug: bool

    @cached_property
    def config(self) -> "Config":
        """Checked settings."""
        from assistant.config import load_config

        config = load_config(self.path)
        if not self.debug:
            logging.getLogger().setLevel(config.log_level.upper())
        return config

    @cached_property
    def rooms(self) -> "Rooms":
        """Rooms by those settings."""
        from assistant.app import Rooms

        return Rooms(self.config)


def shared_of(context: typer.Context) -> Shared:
    """The shared part of a command's context."""
    shared = context.find_root().obj
    assert isinstance(shared, Shared)
    return shared


def share(context: typer.Context, path: Path | None, debug: bool) -> None:
    """Set up logging, and hand every command of a program its shared part.

    Args:
        context: Of the program.
        path: Settings file, if one was named.
        debug: Whether everything is logged.
    """
    logging.basicConfig(
        level=logging.DEBUG if debug else logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    for noisy in _NOISY:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    context.obj = Shared(path, debug)
