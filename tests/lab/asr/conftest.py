"""The recogniser and its parts, loaded once."""

from tests.asr.conftest import detector, recognizer, say, store

__all__ = ["detector", "recognizer", "say", "store"]
