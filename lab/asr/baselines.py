"""Recognisers that a user would try first, behind our interface, to be scored beside ours."""

import importlib
from collections.abc import Sequence
from typing import Any

import numpy as np

from asr.activity import RATE
from asr.errors import AsrError
from asr.transcript import Hypothesis, Transcript
from runtime import Audio, ModelStore

_FILES = ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt")


class FasterWhisper:
    """Whisper by faster-whisper (https://github.com/SYSTRAN/faster-whisper, MIT), with its own settings.

    Args:
        model: A ``faster_whisper.WhisperModel``.
        language: What it is told that is spoken.
    """

    def __init__(self, model: Any, language: str) -> None:
        self.name = "faster-whisper base int8"
        self.languages = frozenset({language})
        self._model = model
        self._language = language

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`; the biases are not used."""
        segments, _ = self._model.transcribe(audio.samples, language=self._language)
        text = " ".join(segment.text.strip() for segment in segments)
        return Transcript((Hypothesis(text, 1.0),), self._language)


def open_faster_whisper(store: ModelStore, languages: Sequence[str]) -> tuple[FasterWhisper, ...]:
    """Whisper base in int8 on one thread, once for each language; they share the network.

    Raises:
        AsrError: ``bench.missing``.
        RuntimeRoomError: ``model.missing`` or ``model.corrupt``.
    """
    folder = [store.path("whisper-base", file) for file in _FILES][0].parent
    model = _package("faster_whisper").WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)
    return tuple(FasterWhisper(model, language) for language in languages)


class PocketSphinx:
    """PocketSphinx (https://github.com/cmusphinx/pocketsphinx, BSD) with the English model that it brings along."""

    name = "pocketsphinx"
    languages = frozenset({"en"})

    def __init__(self) -> None:
        """Load it.

        Raises:
            AsrError: ``bench.missing``.
        """
        self._decoder = _package("pocketsphinx").Decoder(samprate=RATE, loglevel="FATAL")

    def transcribe(self, audio: Audio, *, biases: Sequence[str] = ()) -> Transcript:
        """See `asr.transcript.Recognizer.transcribe`; the biases are not used."""
        self._decoder.start_utt()
        self._decoder.process_raw((audio.samples * 32767).astype(np.int16).tobytes(), full_utt=True)
        self._decoder.end_utt()
        found = self._decoder.hyp()
        return Transcript((Hypothesis(found.hypstr if found else "", 1.0),), "en")


def _package(name: str) -> Any:
    try:
        return importlib.import_module(name)
    except ImportError:
        raise AsrError(
            "bench.missing", f"{name} is not installed.", "Run: pip install 'voice-assistant-reference[lab]'"
        ) from None
