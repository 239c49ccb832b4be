"""Errors of the composition root."""

from runtime import RoomError


class AssistantError(RoomError):
    """A config that is wrong, or an audio device that is not there."""
