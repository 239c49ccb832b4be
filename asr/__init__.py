"""Speech to text: audio files and features, voice activity, endpointing, recognisers."""

from asr.errors import AsrError
from asr.transcript import Hypothesis, Recognizer, Transcript, Word

__all__ = ["AsrError", "Hypothesis", "Recognizer", "Transcript", "Word"]
