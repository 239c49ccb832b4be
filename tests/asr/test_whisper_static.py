"""Whisper with fixed sizes is the Whisper whose cache grows."""

import re

import numpy as np
import pytest
import torch

from asr.whisper.decoders import GrowingDecoder, SteppingDecoder
from asr.whisper.features import log_mel
from asr.whisper.graphs import BASE, decoder_spec, encoder_graph, encoder_spec, step_spec
from asr.whisper.networks import Decoder, Encoder, StepDecoder
from asr.whisper.recognizer import open_whisper
from asr.whisper.weights import build_whisper
from runtime import ModelStore, Session, probe
from runtime.eager import EagerSession
from runtime.graph import Array
from runtime.session import Choice

CHOICE = Choice("cpu", "cpu", "torch", fell_back=False, why="the reference")
PROMPT = (50258, 50259, 50359, 50363)


@pytest.fixture(scope="module")
def networks(store: ModelStore) -> tuple[Encoder, Decoder]:
    store.fetch(BASE.model)
    model = build_whisper(store.weights(BASE.model, "model.bin")).eval()
    return Encoder(model), Decoder(model, [(5, 0), (4, 2)])


@pytest.fixture(scope="module")
def growing(networks: tuple[Encoder, Decoder]) -> Session:
    return EagerSession(decoder_spec(BASE), CHOICE, networks[1])


@pytest.fixture(scope="module")
def stepping(networks: tuple[Encoder, Decoder]) -> Session:
    return EagerSession(step_spec(BASE), CHOICE, StepDecoder(networks[1]))


@pytest.fixture(scope="module")
def cross(networks: tuple[Encoder, Decoder], say) -> Array:
    encoder = EagerSession(encoder_spec(BASE), CHOICE, networks[0])
    samples = say("Turn off the lights.").samples
    return encoder.run({"mel": log_mel(samples[: len(samples) // 320 * 320])})["cross"]


def test_padding_behind_a_mask_changes_nothing(networks: tuple[Encoder, Decoder], say) -> None:
    samples = say("Turn off the lights.").samples
    mel = torch.from_numpy(log_mel(samples[: len(samples) // 320 * 320]))
    mask = torch.ones(1, mel.shape[2])
    behind = (0, 500 - mel.shape[2])
    with torch.inference_mode():
        whole = networks[0](mel, mask)
        padded = networks[0](torch.nn.functional.pad(mel, behind), torch.nn.functional.pad(mask, behind))
    assert (whole - padded[:, :, :, : whole.shape[3]]).abs().max() < 1e-3 * whole.abs().max()


def test_one_token_after_the_other_gives_what_all_at_once_give(
    growing: Session, stepping: Session, cross: Array
) -> None:
    once, steps = GrowingDecoder(growing, cross), SteppingDecoder(stepping, cross, limit=40)
    wanted, state = once.step(PROMPT, None)
    got, cache = steps.step(PROMPT, None)
    np.testing.assert_allclose(got, wanted, atol=2e-3)
    following = int(wanted.argmax())
    np.testing.assert_allclose(steps.step([following], cache)[0], once.step([following], state)[0], atol=2e-3)
    np.testing.assert_allclose(steps.looks(PROMPT), once.looks(PROMPT), atol=1e-4)


def test_a_state_may_be_continued_twice(stepping: Session, cross: Array) -> None:
    decoder = SteppingDecoder(stepping, cross, limit=40)
    _, state = decoder.step(PROMPT, None)
    first, _ = decoder.step([1000, 2000], state)
    other, _ = decoder.step([3000, 4000], state)
    again, _ = decoder.step([1000, 2000], state)
    np.testing.assert_array_equal(first, again)
    assert not np.array_equal(first, other)


def test_looks_at_tokens_that_were_not_decoded_are_found_out(stepping: Session, cross: Array) -> None:
    decoder = SteppingDecoder(stepping, cross, limit=40)
    looks = decoder.looks([*PROMPT, 1000])
    assert looks.shape == (5, cross.shape[3])
    np.testing.assert_allclose(looks.sum(axis=1), 1.0, atol=1e-3)


@pytest.mark.skipif(not probe("fixed").available, reason=probe("fixed").why)
def test_fixed_shapes_hear_the_same_words_at_the_same_times(store: ModelStore, say) -> None:
    audio = say("Turn off the lights in the kitchen.")
    heard = [open_whisper(store, BASE, ("en",), device).transcribe(audio) for device in ("fixed", "cpu")]
    spelt = [re.sub(r"[^a-z ]", "", one.text.lower()) for one in heard]
    assert spelt[0] == spelt[1] == "turn off the lights in the kitchen"
    starts = [[word.start for word in one.words] for one in heard]
    np.testing.assert_allclose(starts[0], starts[1], atol=0.1)


def test_a_network_opened_for_later_runs_all_the_same(store: ModelStore) -> None:
    from runtime.background import BackgroundSession
    from runtime.open import open_runtime

    later = open_runtime(encoder_graph(store, BASE), "cpu", soon=False)
    assert isinstance(later, BackgroundSession) and later.choice.got == "cpu"
    assert later.run({"mel": np.zeros((1, 80, 100), np.float32)})["cross"].shape == (6, 2, 8, 50, 64)
