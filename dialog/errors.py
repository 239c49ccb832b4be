"""Errors of the dialogue room."""

from runtime import RoomError


class DialogError(RoomError):
    """A skill that breaks its contract, or state that cannot be kept."""
