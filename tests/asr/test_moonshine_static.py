"""The published networks and their fixed-size twins are the same recogniser."""

import re
from dataclasses import replace

import numpy as np
import pytest
import torch

from asr import Recognizer
from asr.moonshine import BASE, Moonshine, open_moonshine
from asr.moonshine_static import Shape, StaticMoonshine, decoder_spec, encoder_spec, frames, graph, open_static
from asr.vocabulary import read_vocabulary
from runtime import Audio, ModelStore, probe
from runtime.eager import open_reference
from runtime.fixed import Fixed
from runtime.graph import Array
from runtime.open import graphs
from runtime.parity import compare

TINY = Shape("moonshine-tiny-en", width=288, heads=8, layers=6)
FETCHED = any(state.name == BASE.model and state.ready for state in ModelStore().list())
SENTENCES = ["Set a timer for ten minutes.", "Yes.", "Add milk, eggs and brown bread to the shopping list."]


@pytest.fixture(scope="module")
def reference(store: ModelStore) -> StaticMoonshine:
    return StaticMoonshine(*(open_reference(graph(store, TINY, spec(TINY))) for spec in (encoder_spec, decoder_spec)))


@pytest.fixture(scope="module")
def published(store: ModelStore) -> Recognizer:
    return open_moonshine(store, device="cpu")


def noise(length: int) -> Array:
    return (0.1 * np.random.default_rng(length).standard_normal(length)).astype(np.float32)


@pytest.mark.parametrize("samples", [2000, 2001, 31999, 32000, 32063, 32064, 48000, 160001])
def test_frames_are_counted_as_the_convolutions_make_them(samples: int) -> None:
    left = torch.zeros(1, 1, samples)
    for kernel, stride in ((127, 64), (7, 3), (3, 2)):
        left = torch.nn.functional.max_pool1d(left, kernel, stride)
    assert frames(samples) == left.shape[-1]


@pytest.mark.parametrize("real", [16000, 31999, 20011])
def test_padding_behind_a_mask_changes_nothing(store: ModelStore, real: int) -> None:
    build = graph(store, TINY, encoder_spec(TINY)).module
    assert build
    samples = torch.tensor(noise(real))[None]
    padded = torch.nn.functional.pad(samples, (0, 32000 - real))
    mask = torch.nn.functional.pad(torch.ones(1, real), (0, 32000 - real))
    with torch.inference_mode():
        module = build()
        for whole, cut in zip(module(samples, torch.ones(1, real)), module(padded, mask), strict=True):
            assert (whole - cut[:, :, : frames(real)]).abs().max() < 1e-4 * whole.abs().max()


def test_a_state_of_the_decoder_may_be_continued_twice(reference: StaticMoonshine) -> None:
    decoder = reference.listen(noise(16000), limit=10)
    first, state = decoder.step([1], None)
    once, _ = decoder.step([100, 200], state)
    decoder.step([300, 400], state)
    again, _ = decoder.step([100, 200], state)
    np.testing.assert_array_equal(once, again)
    assert not np.array_equal(first, once)


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
@pytest.mark.parametrize("part", ["speech", "text"])
def test_each_network_is_the_reference_at_the_edges_of_its_sizes(store: ModelStore, part: str) -> None:
    opened = open_static(store, TINY, "fixed")
    (found,) = [graph for graph in graphs() if graph.spec.name == f"asr.{TINY.model}.{part}"]
    few = {axis: (sizes[0], sizes[1]) for axis, sizes in found.spec.buckets.items()}
    (fixed,) = compare(replace(found, spec=replace(found.spec, buckets=few)), [Fixed()])
    assert fixed.equal and fixed.sizes and not fixed.why_not
    del opened


@pytest.mark.parametrize("sentence", SENTENCES)
@pytest.mark.parametrize("device", ["fixed", "cuda"])
def test_every_device_hears_the_same_words(
    store: ModelStore, published: Recognizer, say, device: str, sentence: str
) -> None:
    if not probe(device).available:
        pytest.skip(probe(device).why)
    assert heard(open_moonshine(store, device=device), say(sentence)) == heard(published, say(sentence))


@pytest.mark.parametrize("sentence", SENTENCES)
def test_the_reference_hears_the_same_words(
    store: ModelStore, reference: StaticMoonshine, published: Recognizer, say, sentence: str
) -> None:
    twin = Moonshine("twin", reference.listen, read_vocabulary(store.path(TINY.model, "tokenizer.bin")))
    assert heard(twin, say(sentence)) == heard(published, say(sentence))


@pytest.mark.skipif(not FETCHED, reason=f"the model {BASE.model} is not fetched")
@pytest.mark.parametrize("device", ["fixed", "cuda"])
def test_the_larger_model_hears_on_fixed_sizes_what_its_published_graph_hears(
    store: ModelStore, say, device: str
) -> None:
    if not probe(device).available:
        pytest.skip(probe(device).why)
    wanted, got = (open_moonshine(store, BASE, one) for one in ("cpu", device))
    for sentence in SENTENCES:
        assert heard(got, say(sentence)) == heard(wanted, say(sentence))


def heard(recognizer: Recognizer, audio: Audio) -> str:
    return re.sub(r"[^a-z ]", "", recognizer.transcribe(audio).text.lower())
