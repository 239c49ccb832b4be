"""The default voice, loaded once."""

from tests.tts.conftest import heart, store

__all__ = ["heart", "store"]
