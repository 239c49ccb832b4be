"""Errors of the speech synthesis room."""

from runtime import RoomError


class TtsError(RoomError):
    """Text that cannot be spoken, an addon that does not fit together, or a voice that is not there."""
