"""Streamed speech is one-shot speech, around every edge of a chunk, on every runtime of this machine."""

import pytest

from runtime import ModelStore, devices
from tts.seams import seam_lengths, seam_snr
from tts.stacks import StreamableStack
from tts.voices import AddonVoice, addon_folder, open_addon

available = {report.device: report.available for report in devices()}
OURS = ("heart", "wren", "robin")


@pytest.fixture(scope="module", params=OURS)
def voice(request: pytest.FixtureRequest, store: ModelStore) -> AddonVoice:
    return open_addon(addon_folder(request.param), store, "cpu")


def test_streamed_speech_equals_one_shot_speech_around_every_chunk_edge(voice: AddonVoice) -> None:
    assert min(seam_snr(voice).values()) >= 100


@pytest.mark.skipif(not available["fixed"], reason="no fixed-shape compiler is installed")
def test_streamed_speech_of_fixed_shapes_equals_the_one_shot_speech_of_free_ones(
    voice: AddonVoice, store: ModelStore
) -> None:
    fixed = open_addon(addon_folder(voice.name), store, "fixed")
    stack = fixed.pipeline.streamable
    assert isinstance(stack, StreamableStack)
    placed = [block.session.choice.got for block in stack.blocks if hasattr(block, "session")]
    assert placed and set(placed) == {"fixed"}
    assert min(seam_snr(fixed, voice, seam_lengths(voice)[::4]).values()) >= 40


def test_speech_with_another_melody_is_not_equal(voice: AddonVoice, store: ModelStore) -> None:
    other = open_addon(addon_folder("wren" if voice.name == "heart" else "heart"), store, "cpu")
    assert min(seam_snr(voice, other, [24]).values()) < 10
