"""The real rooms, loaded once."""

from tests.assistant.conftest import loaded, rooms, say

__all__ = ["loaded", "rooms", "say"]
