"""The voice activity network gives the same probabilities wherever it runs."""

import numpy as np
import pytest

from asr.activity import FRAME, VoiceActivityDetector, activity_graph
from runtime import Audio, Device, ModelStore, Session, open_runtime, probe
from runtime.eager import open_reference


def probabilities(session: Session, audio: Audio) -> np.ndarray:
    return VoiceActivityDetector(session).probabilities(audio)


@pytest.mark.parametrize("device", ["cpu", "fixed", "cuda"])
def test_every_runtime_gives_the_references_probabilities(store: ModelStore, say, device: Device) -> None:
    if not probe(device).available:
        pytest.skip(probe(device).why)
    graph, audio = activity_graph(store), say("Turn off the lights in the kitchen.")
    want = probabilities(open_reference(graph), audio)
    got = probabilities(open_runtime(graph, device, strict=True), audio)
    assert len(want) == -(-len(audio.samples) // FRAME)
    assert want.max() > 0.9
    np.testing.assert_allclose(got, want, atol=1e-3)
