"""Errors of the speech recognition room."""

from runtime import RoomError


class AsrError(RoomError):
    """Audio that cannot be read, or a recogniser that cannot work."""
