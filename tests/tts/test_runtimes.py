"""The same voice on the fixed-shape runtime."""

import numpy as np
import pytest

from runtime import ModelStore, devices
from runtime.graph import Array
from tts.stacks import StreamableStack
from tts.voices import AddonVoice, addon_folder, open_addon

available = {report.device: report.available for report in devices()}
TEXT = "The kitchen timer is set for ten minutes."


def spoken(voice: AddonVoice) -> Array:
    return np.concatenate([chunk.audio.samples for chunk in voice.stream(TEXT)])


@pytest.mark.skipif(not available["fixed"], reason="no fixed-shape compiler is installed")
def test_speech_of_fixed_shapes_is_the_reference_s_to_forty_decibels(store: ModelStore, heart: AddonVoice) -> None:
    fixed = open_addon(addon_folder("heart"), store, "fixed")
    stack = fixed.pipeline.streamable
    assert isinstance(stack, StreamableStack)
    assert [block.session.choice.got for block in stack.blocks if hasattr(block, "session")] == ["fixed"]
    reference, other = spoken(heart), spoken(fixed)
    assert len(reference) == len(other)
    noise = np.sum((reference - other) ** 2)
    assert 10 * np.log10(np.sum(reference**2) / noise) >= 40
