"""What every command is handed: the settings and the rooms, made only when asked for."""

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import typer

if TYPE_CHECKING:
    from assistant.app import Rooms
    from assistant.config import Config


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
        import logging

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
