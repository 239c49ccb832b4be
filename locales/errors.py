"""Errors of a language's files."""

from runtime import RoomError


class LocaleError(RoomError):
    """A language whose files cannot be read, or say what nothing here understands."""
