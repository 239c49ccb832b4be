"""Training from a teacher: the corpus, the loop, the losses, the release."""

from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file
from torch import nn

from lab.tts.training.acoustic import AcousticModel
from lab.tts.training.attention import AttentionModel
from lab.tts.training.batching import Batches, pad
from lab.tts.training.corpus import Corpus, synthesise
from lab.tts.training.fitting import Losses, Plan, fit
from lab.tts.training.release import write_addons
from tts.addon import read_addon
from tts.errors import TtsError
from tts.mel import log_mel
from tts.vocoding import HOP
from tts.voices import AddonVoice

LINES = ("Good morning.", "The light is on.", "It is ten past nine, and it rains.", "Stop the music now.")


@pytest.fixture(scope="module")
def corpus(heart: AddonVoice, tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    return synthesise(heart, LINES, tmp_path_factory.mktemp("corpus"), with_parts=3)


def test_a_corpus_keeps_durations_melody_and_mel_of_one_length(corpus: Corpus) -> None:
    assert len(corpus.utterances) == 4 and corpus.record["with_parts"] == 3
    for utterance in corpus.utterances:
        frames = 2 * int(utterance.units.sum())
        assert len(utterance.ids) == len(utterance.units)
        assert utterance.mel.shape == (80, frames) and len(utterance.f0) == len(utterance.energy) == frames
    assert corpus.parts(0).shape == (5, 601, len(corpus.utterances[0].f0))


def test_a_finished_corpus_is_not_made_again(heart: AddonVoice, corpus: Corpus) -> None:
    again = synthesise(heart, ["Something else."], corpus.folder, with_parts=0)
    assert again.record == corpus.record


def test_a_text_that_cannot_be_spoken_is_refused(heart: AddonVoice, tmp_path: Path) -> None:
    with pytest.raises(TtsError) as caught:
        synthesise(heart, ["", "..."], tmp_path / "none", with_parts=0)
    assert caught.value.code == "training.text"


def test_a_louder_band_is_a_higher_mel_value() -> None:
    time = np.arange(HOP * 40) / 24_000
    low, high = (log_mel(np.sin(2 * np.pi * hertz * time).astype(np.float32)) for hertz in (300, 6000))
    assert low.shape == (80, 40)
    assert low[:, 20].argmax() < 20 < 55 < high[:, 20].argmax()


class Line(nn.Module):
    """Learns y = 3 x."""

    def __init__(self) -> None:
        super().__init__()
        self.slope = nn.Parameter(torch.zeros(1))

    def losses(self, step: int) -> Losses:
        x = torch.randn(8, generator=torch.Generator().manual_seed(step))
        return {"error": (self.slope * x - 3 * x).abs().mean()}


def test_a_resumed_training_is_the_same_training(tmp_path: Path) -> None:
    plan = Plan(steps=40, rate=0.05, warm_up=5)
    whole, first, second = Line(), Line(), Line()
    fit(whole, whole.losses, plan, tmp_path / "whole")

    def stopped(step: int) -> Losses:
        if step == 20:
            raise KeyboardInterrupt
        return first.losses(step)

    with pytest.raises(KeyboardInterrupt):
        fit(first, stopped, Plan(steps=40, rate=0.05, warm_up=5, save_every=0.0), tmp_path / "parts")
    fit(second, second.losses, plan, tmp_path / "parts")
    assert torch.allclose(whole.slope, second.slope, atol=1e-6)
    assert whole.slope.item() > 0.5


def test_the_batch_of_a_step_does_not_depend_on_the_batches_before(corpus: Corpus) -> None:
    batches = Batches(corpus.utterances, frames=400, seed=1)
    assert torch.equal(batches.at(5).ids, Batches(corpus.utterances, frames=400, seed=1).at(5).ids)


def test_padding_changes_no_loss_of_the_parallel_model(corpus: Corpus) -> None:
    torch.manual_seed(0)
    model = AcousticModel().eval()
    short, long = sorted(corpus.utterances, key=lambda utterance: len(utterance.f0))[:: len(corpus.utterances) - 1]
    with torch.no_grad():
        alone, other, both = (model.losses(pad(rows)) for rows in ([short], [long], [short, long]))
    frames = torch.tensor([len(short.f0), len(long.f0)], dtype=torch.float32)
    expected = (torch.stack((alone["mel"], other["mel"])) * frames).sum() / frames.sum()
    assert torch.allclose(both["mel"], expected, rtol=1e-3)


def test_a_step_of_the_attention_model_reaches_every_weight(corpus: Corpus) -> None:
    torch.manual_seed(0)
    model = AttentionModel()
    losses = model.losses(pad(corpus.utterances[:2]), sampled=0.5, generator=torch.Generator().manual_seed(0))
    torch.autograd.backward(torch.stack(list(losses.values())).sum())
    still = [name for name, weight in model.named_parameters() if weight.grad is None or not weight.grad.any()]
    assert not still


def test_a_released_model_is_a_folder_with_weights_curve_and_record(corpus: Corpus, tmp_path: Path) -> None:
    model, plan = Line(), Plan(steps=20, rate=0.05)
    for name in ("vocoder", "acoustic", "attention"):
        fit(model, model.losses, plan, tmp_path / "work" / name)
    trained = dict.fromkeys(("vocoder", "acoustic", "attention"), (model, (plan,)))
    record = write_addons(corpus, trained, tmp_path / "work", tmp_path / "out")
    assert record["acoustic"]["plans"][0]["steps"] == 20
    for file in ("wren/acoustic", "wren/vocoder", "robin/acoustic"):
        weights = load_file(tmp_path / "out" / f"{file}.safetensors")
        assert torch.allclose(weights["slope"].float(), model.slope, rtol=1e-3)
        assert (tmp_path / "out" / f"{file}-training.png").stat().st_size > 1000
        assert read_addon((tmp_path / "out" / file).parent).rate == 24_000
