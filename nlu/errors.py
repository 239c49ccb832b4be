"""Errors of the understanding room."""

from runtime import RoomError


class NluError(RoomError):
    """A locale without support, or a model that does not fit its labels."""
