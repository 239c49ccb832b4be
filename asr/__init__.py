"""Speech to text: audio files and features, voice activity, endpointing, recognisers."""

from asr.errors import AsrError
from asr.recognizer import open_recognizer
from asr.transcript import Hypothesis, Recognizer, Transcript, Word, narrowed

__all__ = ["AsrError", "Hypothesis", "Recognizer", "Transcript", "Word", "narrowed", "open_recognizer"]
