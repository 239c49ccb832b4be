from collections.abc import Callable
from functools import cache

import numpy as np
import pytest
import soxr
from hibari import SAMPLE_RATE, Hibari

from asr import Recognizer, open_recognizer
from asr.activity import RATE, VoiceActivityDetector, open_detector
from runtime import Audio
from runtime.store import ModelStore

Say = Callable[[str], Audio]


@pytest.fixture(scope="session")
def store() -> ModelStore:
    store = ModelStore()
    for model in ("silero-vad", "moonshine-tiny-en"):
        store.fetch(model)
    return store


@pytest.fixture(scope="session")
def detector(store: ModelStore) -> VoiceActivityDetector:
    return open_detector(store)


@pytest.fixture(scope="session")
def recognizer(store: ModelStore) -> Recognizer:
    return open_recognizer(store)


@pytest.fixture(scope="session")
def say() -> Say:
    """Speech of a synthetic voice, 16 kHz, the same each time."""
    voice = Hibari()

    @cache
    def spoken(text: str) -> Audio:
        samples = soxr.resample(voice(text, seed=0), SAMPLE_RATE, RATE)
        return Audio(np.clip(samples, -1, 1).astype(np.float32), RATE)

    return spoken
