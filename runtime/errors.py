"""The one shape every room's error has: a stable code, what happened, and what to do about it."""

from typing import Final

TORCH_REMEDY: Final = "Run: pip install 'voice-assistant-reference[torch]'"


class RoomError(Exception):
    """An error a person may see.

    Attributes:
        code: Stable, lower-case, dotted name such as ``audio.empty``; tests and logs rely on it.
        message: What happened, in one line.
        remedy: What the reader can do, in one line; may be empty.
    """

    def __init__(self, code: str, message: str, remedy: str = "") -> None:
        super().__init__(code, message, remedy)  # as they were given, so that it comes whole out of another process
        self.code = code
        self.message = message
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.message} {self.remedy}".strip()


class RuntimeRoomError(RoomError):
    """A runtime that cannot be had, a graph that does not fit, or a model file that is not what it should be."""
