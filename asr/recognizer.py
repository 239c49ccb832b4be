"""The recogniser the configuration asks for."""

from asr.activity import open_detector
from asr.moonshine import open_moonshine
from asr.speech_only import SpeechOnly
from asr.transcript import Recognizer
from runtime import Device
from runtime.store import ModelStore


def open_recognizer(store: ModelStore, device: Device = "auto") -> Recognizer:
    """The default recogniser: Moonshine tiny, English, which stays silent when nobody speaks.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
    """
    return SpeechOnly(open_moonshine(store, device=device), open_detector(store, device))
