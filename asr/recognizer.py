"""The recogniser the configuration asks for."""

from collections.abc import Sequence

import numpy as np

from asr.activity import RATE, VoiceActivityDetector, open_detector
from asr.moonshine import open_moonshine
from asr.speech_only import Gate, SpeechOnly
from asr.transcript import Quality, Recognizer
from asr.two_pass import TwoPass
from asr.whisper.graphs import BASE
from asr.whisper.recognizer import Whisper, open_whisper
from runtime import Audio, Device
from runtime.store import ModelStore

_MULTILINGUAL = "whisper-base"
WHISPER_GATE = Gate(confidence=0.25)  # it doubts a single word that it hears right


def needed_models(languages: Sequence[str] = ("en",), quality: Quality = "quick") -> tuple[str, ...]:
    """Names of the models that `open_recognizer` will want."""
    if tuple(languages) != ("en",):
        return "silero-vad", _MULTILINGUAL
    return "silero-vad", "moonshine-tiny-en", *([_MULTILINGUAL] if quality == "accurate" else [])


def open_recognizer(
    store: ModelStore,
    device: Device = "auto",
    languages: Sequence[str] = ("en",),
    quality: Quality = "quick",
    detector: VoiceActivityDetector | None = None,
) -> Recognizer:
    """A recogniser that stays silent when nobody speaks.

    English alone is heard by Moonshine tiny, whose doubtful results Whisper base hears again where ``quality`` is
    ``accurate``. Other languages, or several of them, are heard by Whisper base, which tells them apart.

    Args:
        store: Has the models of `needed_models`.
        device: Where the networks run.
        languages: ISO 639-1 codes of what may be spoken.
        quality: What matters more.
        detector: Opened for another use; one of its own where absent.

    Raises:
        AsrError: ``language.unknown``.
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
    """
    detector = detector or open_detector(store, device)
    if tuple(languages) != ("en",):
        return SpeechOnly(_warm_whisper(store, languages, device), detector, WHISPER_GATE)
    quick = open_moonshine(store, device=device)
    if quality == "quick":
        return SpeechOnly(quick, detector)
    return SpeechOnly(TwoPass(quick, open_whisper(store, BASE, languages, device, soon=False)), detector, WHISPER_GATE)


def _warm_whisper(store: ModelStore, languages: Sequence[str], device: Device) -> Whisper:
    """Whisper, used once: no utterance is to wait for the libraries of its features."""
    whisper = open_whisper(store, languages=languages, device=device)
    whisper.transcribe(Audio(np.zeros(RATE, np.float32), RATE))
    return whisper
