"""People who say things: voices at their own rate and pitch, no two takes quite alike, in a noisy room."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import soxr

from asr.activity import RATE
from assistant.errors import AssistantError
from assistant.rehearsal import with_noise
from runtime import Audio, ModelStore
from runtime.audio import Samples
from tts.voices import AddonVoice, addon_folder, open_addon

_PICO = "pico:"
_SILENCE = 0.4
_SPEED, _PITCH = 0.06, 0.04
"""How far one take differs from another, as shares: assumed, not measured."""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody with a voice.

    Attributes:
        voice: One of ours, or ``pico:`` and a locale for SVOX Pico's.
        speed: Times the voice's own.
        pitch: Times the voice's own.
    """

    voice: str
    speed: float = 1.0
    pitch: float = 1.0

    def __str__(self) -> str:
        return f"{self.voice} {self.speed:g} {self.pitch:g}"


@dataclass(frozen=True, slots=True)
class Take:
    """One recording session of a person.

    Attributes:
        person: Who speaks.
        snr: Signal-to-noise ratio in dB.
        seed: Of the noise, and of how this take differs from others.
    """

    person: Person
    snr: float
    seed: int


def takes(people: tuple[Person, ...], snr: float, seeds: tuple[int, ...]) -> Iterator[Take]:
    """Everybody, as often as there are seeds."""
    for person in people:
        for seed in seeds:
            yield Take(person, snr, seed)


class Studio:
    """Records texts at the recogniser's rate.

    Args:
        store: Has the models of our voices.
    """

    def __init__(self, store: ModelStore) -> None:
        self._store = store
        self._opened: dict[str, AddonVoice] = {}

    def record(self, text: str, take: Take) -> Audio:
        """A text said by a person, with silence around it, in pink noise.

        Raises:
            AssistantError: ``voice.extra_missing`` where Pico is not installed.
        """
        chance = np.random.default_rng([take.seed, zlib.crc32(text.encode())])
        speed = take.person.speed * chance.uniform(1 - _SPEED, 1 + _SPEED)
        pitch = take.person.pitch * chance.uniform(1 - _PITCH, 1 + _PITCH)
        speech = np.pad(self._said(text, take.person.voice, speed, pitch), round(_SILENCE * RATE))
        return Audio(with_noise(speech, take.snr, int(chance.integers(2**31))), RATE)

    def _said(self, text: str, voice: str, speed: float, pitch: float) -> Samples:
        if voice.startswith(_PICO):
            return _pico(text, voice.removeprefix(_PICO), speed, pitch)
        if voice not in self._opened:
            self._opened[voice] = open_addon(addon_folder(voice), self._store, "cpu")
        opened = self._opened[voice]
        chunks = [chunk.audio.samples for chunk in opened.stream(text, speed=speed, pitch=pitch)]
        return np.asarray(soxr.resample(np.concatenate(chunks), opened.rate, RATE), np.float32)


def _pico(text: str, locale: str, speed: float, pitch: float) -> Samples:
    """Speech of SVOX Pico, at 16 kHz."""
    try:
        from py_nanotts import NanoTTS
    except ImportError as error:
        raise AssistantError(
            "voice.extra_missing",
            "SVOX Pico is not installed.",
            "Install it with: pip install 'voice-assistant-reference[lab]'",
        ) from error
    sound = NanoTTS().speak(text, voice=locale, speed=speed, pitch=pitch)
    return (np.frombuffer(sound, np.int16) / 32768).astype(np.float32)
