"""Streamed equals one-shot, and the first sound does not wait for the last frame."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from runtime.graph import Array
from tts.blocks import Chunk, StreamableBlock, Tensors
from tts.decoding import Decoder, Upsampler
from tts.stacks import StreamablePipeline, StreamableStack
from tts.vocoding import SourceFilterVocoder
from tts.voices import AddonVoice

SENTENCE = "The kitchen timer is set for ten minutes, and the oven is off."


class Counted(StreamableBlock):
    """Passes its source on and counts the frames that went by."""

    def __init__(self, block: StreamableBlock) -> None:
        self.block, self.frames = block, 0
        self.needs, self.takes, self.gives = block.needs, block.takes, block.gives

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        for chunk in self.block.stream(context, source):
            self.frames += next(iter(chunk.tensors.values())).shape[-1]
            yield chunk


def spoken(chunks: Iterator[Chunk]) -> Array:
    return np.concatenate([chunk.tensors["audio"] for chunk in chunks])


def snr(reference: Array, other: Array) -> float:
    noise = float(np.sum((reference - other).astype(np.float64) ** 2))
    return 10 * np.log10(float(np.sum(reference.astype(np.float64) ** 2)) / max(noise, 1e-30))


def frames_of(heart: AddonVoice, frames: int, seed: int = 0) -> dict[str, Array]:
    """Real encodings, with a melody that has silence at both edges."""
    random = np.random.default_rng(seed)
    context = dict(heart.pipeline.sequence.run(inputs_of(heart, SENTENCE)))
    tokens = context["text"].shape[-1]
    units = np.bincount(random.integers(0, tokens, frames), minlength=tokens)
    f0 = 180 + 40 * np.sin(np.arange(frames) / 9) + random.normal(0, 3, frames)
    f0[:2] = f0[-2:] = 0
    energy = random.normal(0.5, 0.2, frames)
    return {
        "text": context["text"],
        "f0": f0[None].astype(np.float32),
        "energy": energy[None].astype(np.float32),
        "units": units,
        "seed": np.array([seed]),
    }


def inputs_of(heart: AddonVoice, text: str) -> dict[str, Array]:
    return {
        **(heart.reader.inputs(text) or {}),
        "speed": np.ones(1, np.float32),
        "pitch": np.ones(1, np.float32),
        "seed": np.array([1]),
    }


def stack(heart: AddonVoice, chunks: tuple[int, ...], frames: int = 16) -> StreamableStack:
    decoder = next(block for block in heart.pipeline.streamable.blocks if isinstance(block, Decoder))
    upsampler = Upsampler(["text"], ["f0", "energy"], 1, frames)
    return StreamableStack([upsampler, Decoder(decoder.session, 27, chunks, ["f0"]), SourceFilterVocoder()])


@settings(max_examples=12, deadline=None)
@given(
    edge=st.sampled_from([24, 48, 96, 24 + 27, 24 + 48 + 27]),
    shift=st.integers(-2, 2),
    upsampled=st.sampled_from([1, 7, 16, 64]),
)
def test_streamed_speech_equals_one_shot_speech_around_every_chunk_edge(
    heart: AddonVoice, edge: int, shift: int, upsampled: int
) -> None:
    context = frames_of(heart, edge + shift)
    whole = spoken(stack(heart, (10_000,)).stream(context, iter(())))
    streamed = spoken(stack(heart, (24, 48, 96), upsampled).stream(context, iter(())))
    assert len(streamed) == len(whole) == (edge + shift) * 300
    assert snr(whole, streamed) >= 100


@pytest.mark.parametrize("frames", [1, 2, 3, 5])
def test_a_very_short_segment_streams_whole(heart: AddonVoice, frames: int) -> None:
    context = frames_of(heart, frames)
    whole = spoken(stack(heart, (10_000,)).stream(context, iter(())))
    streamed = spoken(stack(heart, (1,), 1).stream(context, iter(())))
    assert len(streamed) == frames * 300
    assert np.allclose(whole, streamed, atol=1e-4)


def test_the_first_chunk_leaves_before_the_last_frame_is_even_upsampled(heart: AddonVoice) -> None:
    sequence, stacked = heart.pipeline.sequence, heart.pipeline.streamable
    assert isinstance(stacked, StreamableStack)
    counted = Counted(stacked.blocks[0])
    pipeline = StreamablePipeline(sequence, StreamableStack([counted, *stacked.blocks[1:]]), heart.pipeline.inputs)
    speech = pipeline.stream(inputs_of(heart, SENTENCE))
    first = next(speech)
    before = counted.frames
    total = len(first.tensors["audio"]) + sum(len(chunk.tensors["audio"]) for chunk in speech)
    assert before == 64  # 24 frames and 27 of right context, in chunks of 16
    assert counted.frames == total // 300 > 200


def test_two_utterances_of_one_pipeline_do_not_disturb_each_other(heart: AddonVoice) -> None:
    alone = spoken(heart.pipeline.stream(inputs_of(heart, SENTENCE)))
    one, other = (
        heart.pipeline.stream(inputs_of(heart, SENTENCE)),
        heart.pipeline.stream(inputs_of(heart, "Good night.")),
    )
    mixed = [next(one), next(other)]
    rest = spoken(iter([mixed[0], *one]))
    assert np.array_equal(alone, rest)
    assert len(spoken(iter([mixed[1], *other]))) > 0


def test_exactly_one_chunk_is_the_last(heart: AddonVoice) -> None:
    chunks = list(heart.stream("One. Two, three. Four!"))
    assert [chunk.last for chunk in chunks] == [False] * (len(chunks) - 1) + [True]
    assert [chunk.index for chunk in chunks] == list(range(len(chunks)))
