"""Wake words: phrases that open the ears.

The networks and their features are those of pymicro-wakeword (https://github.com/OHF-Voice/pymicro-wakeword,
Apache-2.0), trained by microWakeWord (https://github.com/kahrendt/microWakeWord). Under which licence the weights
themselves are is an open question there: they come with that package alone, and only those who install it have them.
"""

import importlib
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

from asr.activity import RATE
from asr.errors import AsrError
from asr.microwakeword.graph import wake_graph
from asr.microwakeword.stream import StreamedNetwork, WakeNetwork
from runtime import Audio, Device
from runtime.keeping import cache_folder
from runtime.open import Elsewhere, open_runtime, probe

PHRASES: Final = ("okay_nabu", "hey_jarvis", "hey_mycroft", "alexa")
_FEATURES_SCALE: Final = 32767


@dataclass(frozen=True, slots=True)
class Wake:
    """When the ears open.

    Attributes:
        threshold: Mean probability over the last tenths of a second from which a phrase counts as said.
        refractory: Seconds after one wake in which there is no other.
    """

    threshold: float = 0.7
    refractory: float = 2.0


class Phrase:
    """One wake word in one stream of sound.

    Args:
        name: One of `PHRASES`.
        device: Where the network runs; on the cpu its package runs it.

    Raises:
        AsrError: ``wake.missing`` where the package is not installed, ``wake.unknown``.
    """

    def __init__(self, name: str, device: Device = "auto") -> None:
        if name not in PHRASES:
            raise AsrError("wake.unknown", f"There is no wake word {name!r}.", f"Known: {', '.join(PHRASES)}.")
        package = _package()
        self.name = name
        published: Any = package.MicroWakeWord.from_builtin(package.Model(name))
        self._network: WakeNetwork = published
        if device in ("auto", "cpu") or not probe(device).available:
            self._placed = Elsewhere(f"asr.wake.{name}", device, "TensorFlow Lite in pymicro-wakeword")
        else:
            graph = wake_graph(name, Path(published.tflite_model), cache_folder() / "exports")
            self._network = StreamedNetwork(open_runtime(graph, device), published.sliding_window_size)

    def probability(self, features: Sequence[Any]) -> float:
        """The highest probability within some 10 ms steps of features."""
        return max((self._network.process_streaming_prob(one) or 0.0 for one in features), default=0.0)


class WakeDetector:
    """Listens for several phrases at once.

    Args:
        phrases: Their names.
        wake: When a phrase counts.
        device: Where the networks run.

    Raises:
        AsrError: As `Phrase`.
    """

    def __init__(self, phrases: Sequence[str], wake: Wake | None = None, device: Device = "auto") -> None:
        self._phrases = [Phrase(name, device) for name in phrases]
        self._wake = wake or Wake()
        self._features: Any = _package().MicroWakeWordFeatures()
        self._rest = 0.0

    def probabilities(self, frame: Audio) -> dict[str, float]:
        """How likely each phrase has just been said.

        Args:
            frame: The next stretch of the stream, 16 kHz, of any length.

        Raises:
            AsrError: ``audio.rate`` or ``audio.not_finite``.
        """
        if frame.rate != RATE:
            raise AsrError("audio.rate", f"Wake words are listened for at {RATE} Hz.", "Cut the stream with a Framer.")
        if not np.isfinite(frame.samples).all():
            raise AsrError(
                "audio.not_finite", "The frame contains samples that are not numbers.", "Check the microphone."
            )
        pcm = (np.clip(frame.samples, -1, 1) * _FEATURES_SCALE).astype(np.int16).tobytes()
        features = list(self._features.process_streaming(pcm))
        return {phrase.name: phrase.probability(features) for phrase in self._phrases}

    def push(self, frame: Audio) -> str | None:
        """The phrase that was said with the end of this frame, if any; see `probabilities`."""
        probabilities = self.probabilities(frame)
        self._rest = max(0.0, self._rest - frame.seconds)
        if self._rest or not probabilities:
            return None
        best = max(probabilities, key=probabilities.__getitem__)
        if probabilities[best] < self._wake.threshold:
            return None
        self._rest = self._wake.refractory
        return best


def installed() -> bool:
    """Whether wake words can be listened for."""
    return find_spec("pymicro_wakeword") is not None


def _package() -> Any:
    try:
        return importlib.import_module("pymicro_wakeword")
    except ImportError:
        raise AsrError(
            "wake.missing", "pymicro-wakeword is not installed.", "Run: pip install 'voice-assistant-reference[wake]'"
        ) from None
