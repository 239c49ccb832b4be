"""A wake word's network in one stream of sound."""

from collections import deque
from typing import Any, Final, Protocol

import numpy as np

from runtime import Session
from runtime.buckets import shape_in
from runtime.graph import Array

FEATURES: Final = "features"
PROBABILITY: Final = "probability"


class WakeNetwork(Protocol):
    """What hears one phrase in one stream of sound."""

    def process_streaming_prob(self, features: Any) -> float | None:
        """The mean probability over the last tenths of a second, after 10 ms more of features."""
        ...


class StreamedNetwork:
    """A network whose state goes in and out, on any runtime.

    Args:
        session: Of `asr.microwakeword.graph.wake_graph`.
        window: Probabilities of which the mean counts.
    """

    def __init__(self, session: Session, window: int) -> None:
        self._session = session
        features, *states = (shape_in(session.spec, tensor, ()) for tensor in session.spec.inputs)
        names = [tensor.name for tensor in session.spec.inputs[1:]]
        self._state = {name: np.zeros(shape, np.float32) for name, shape in zip(names, states, strict=True)}
        self._steps = features[1]
        self._features: list[Array] = []
        self._probabilities = deque[float](maxlen=window)

    def process_streaming_prob(self, features: Any) -> float:
        """See `WakeNetwork.process_streaming_prob`; 0 until there are enough."""
        self._features.append(features)
        if len(self._features) < self._steps:
            return 0.0
        heard = np.concatenate(self._features, axis=1).astype(np.float32)
        self._features.clear()
        outputs = self._session.run({FEATURES: heard, **self._state})
        self._state = {name: outputs[name.replace("state", "next")] for name in self._state}
        self._probabilities.append(float(outputs[PROBABILITY][0, 0]))
        full = len(self._probabilities) == self._probabilities.maxlen
        return float(np.mean(self._probabilities)) if full else 0.0
