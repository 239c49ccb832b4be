"""Voice activity: how likely it is that somebody speaks.

The network is Silero VAD (https://github.com/snakers4/silero-vad): a frame of 32 ms with 4 ms of the one before it, and
a recurrent state, give one probability.
"""

from collections.abc import Mapping
from functools import partial
from typing import Any, Final

import numpy as np

from asr.errors import AsrError
from runtime import Audio, Device, Graph, GraphSpec, Session, TensorSpec
from runtime.audio import Samples
from runtime.graph import Array
from runtime.open import open_runtime
from runtime.store import ModelStore

RATE: Final = 16000
FRAME: Final = 512
FRAME_SECONDS: Final = FRAME / RATE
_CONTEXT = 64

_SPEC = GraphSpec(
    name="asr.activity",
    inputs=(TensorSpec("input", "float32", (1, _CONTEXT + FRAME)), TensorSpec("state", "float32", (2, 1, 128))),
    outputs=(TensorSpec("output", "float32", (1, 1)), TensorSpec("stateN", "float32", (2, 1, 128))),
)


def open_detector(store: ModelStore, device: Device = "auto") -> "VoiceActivityDetector":
    """Load the detector.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``runtime.unavailable``.
    """
    return VoiceActivityDetector(open_runtime(activity_graph(store), device))


def activity_graph(store: ModelStore) -> Graph:
    """The network, as the published file and as a module.

    Raises:
        RuntimeRoomError: ``model.missing`` or ``model.corrupt``.
    """
    weights = store.weights("silero-vad", "silero_vad_openvino_16k.onnx")
    return Graph(_SPEC, weights.path, partial(_built, weights))


def _built(weights: Mapping[str, Array]) -> Any:
    from asr.activity_network import build_activity  # imports torch, which the published file does not need

    return build_activity(weights)


class VoiceActivityDetector:
    """The detector of one stream; it remembers what it has heard. `stream` gives another for another stream."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.reset()

    def stream(self) -> "VoiceActivityDetector":
        """A detector without memory that shares this one's network."""
        return VoiceActivityDetector(self._session)

    def reset(self) -> None:
        """Forget what was heard."""
        self._state = np.zeros((2, 1, 128), np.float32)
        self._context = np.zeros(_CONTEXT, np.float32)

    def probability(self, frame: Audio) -> float:
        """How likely the next frame of the stream holds speech.

        Args:
            frame: 512 samples at 16 kHz.

        Raises:
            AsrError: ``audio.frame`` for another length or rate, ``audio.not_finite``.
        """
        if frame.rate != RATE or len(frame.samples) != FRAME:
            raise AsrError(
                "audio.frame", f"A frame is {FRAME} samples at {RATE} Hz.", "Cut the stream with asr.framing."
            )
        if not np.isfinite(frame.samples).all():
            raise AsrError(
                "audio.not_finite", "The frame contains samples that are not numbers.", "Check the microphone."
            )
        samples = np.concatenate([self._context, frame.samples])
        outputs = self._session.run({"input": samples[None], "state": self._state})
        self._state = outputs["stateN"]
        self._context = samples[-_CONTEXT:]
        return float(outputs["output"][0, 0])

    def probabilities(self, audio: Audio) -> Samples:
        """One probability for each whole or begun frame of a recording, from a fresh start.

        Args:
            audio: 16 kHz.

        Returns:
            Shape (frames,).
        """
        stream = self.stream()
        count = -(-len(audio.samples) // FRAME)
        padded = np.pad(audio.samples, (0, count * FRAME - len(audio.samples)))
        return np.array(
            [stream.probability(Audio(frame, audio.rate)) for frame in padded.reshape(count, FRAME)], np.float32
        )
