"""The light vocoder: learns the teacher's spectral parts from log-mel and f0."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from torch import Tensor

from lab.tts.training.corpus import Corpus, Utterance
from lab.tts.training.fitting import Losses, Plan, fit
from runtime.graph import Array
from tts.networks.spectral import VocoderNetwork
from tts.vocoding import PulseTrain

PLAN = Plan(steps=1200, rate=2e-3)
MATCHING = Plan(steps=400, rate=5e-4)
PLANS = (PLAN, MATCHING)
_CROP, _BATCH = 80, 12
_LOUDEST = 7.0


def train_vocoder(corpus: Corpus, folder: Path, plan: Plan = PLAN, seed: int = 1) -> VocoderNetwork:
    """Train from ``corpus`` into ``folder``; resumes."""
    torch.manual_seed(seed)
    network = VocoderNetwork()
    _fit(network, corpus, [utterance.mel for utterance in _with_parts(corpus)], folder, plan, seed)
    return network


def match_vocoder(
    network: VocoderNetwork, corpus: Corpus, mels: Sequence[Array], folder: Path, plan: Plan = MATCHING, seed: int = 4
) -> VocoderNetwork:
    """Go on with an acoustic model's mels, which are smoother than the teacher's, every other crop; resumes.

    Args:
        network: A trained vocoder.
        corpus: The teacher's speech.
        mels: (80, frames) for each utterance with parts, made by the acoustic model from its durations and melody.
        folder: For the checkpoint.
        plan: Steps and rates.
        seed: Fixes the crops.
    """
    mixed = [
        mel if index % 2 else own.mel for index, (mel, own) in enumerate(zip(mels, _with_parts(corpus), strict=True))
    ]
    _fit(network, corpus, mixed, folder, plan, seed)
    return network


def _with_parts(corpus: Corpus) -> Sequence[Utterance]:
    return corpus.utterances[: corpus.record["with_parts"]]


def _fit(network: VocoderNetwork, corpus: Corpus, mels: Sequence[Array], folder: Path, plan: Plan, seed: int) -> None:
    long_enough = [index for index, mel in enumerate(mels) if mel.shape[1] > _CROP]

    def losses_of(step: int) -> Losses:
        random = np.random.default_rng((seed, step))
        chosen = random.choice(long_enough, _BATCH)
        crops = [_crop(corpus, int(index), mels[index], random) for index in chosen]
        mel, f0, pulses, parts = (torch.from_numpy(np.stack(arrays)) for arrays in zip(*crops, strict=True))
        return _losses(network(mel, f0, torch.ones_like(f0)), parts.float().unbind(1), pulses)

    fit(network, losses_of, plan, folder)


def _crop(corpus: Corpus, index: int, mel: Array, random: np.random.Generator) -> tuple[Array, ...]:
    f0 = corpus.utterances[index].f0
    start = int(random.integers(0, len(f0) - _CROP + 1))
    span = slice(start, start + _CROP)
    train = PulseTrain()
    train.extend(f0[span])
    return mel[:, span], f0[span], train.spectrum(_CROP, last=True), corpus.parts(index)[..., span]


def _losses(made: tuple[Tensor, ...], wanted: tuple[Tensor, ...], pulses: Tensor) -> Losses:
    """Distance of gains, of phases where they are loud, and of the whole spectrum's log magnitude."""
    made = tuple(part.float() for part in made)
    harmonic, phase, noise, free, free_phase = wanted
    voiced = (pulses.abs() > 0.05).float()
    loud = torch.sigmoid((free + 2.0) / 1.5)
    return {
        "harmonic": (voiced * (made[0] - harmonic).abs()).mean(),
        "harmonic_phase": (voiced * loud * (1 - torch.cos(torch.pi * (made[1].tanh() - phase.tanh())))).mean(),
        "noise": 0.1 * (made[2] - noise).abs().mean(),
        "free": (made[3] - free).abs().mean(),
        "free_phase": (loud * (1 - torch.cos(made[4] - free_phase))).mean(),
        "spectrum": (_log_magnitude(made, pulses) - _log_magnitude(wanted, pulses)).abs().mean(),
    }


def _log_magnitude(parts: tuple[Tensor, ...], pulses: Tensor) -> Tensor:
    harmonic, phase, _, free, free_phase = parts
    voiced = pulses * torch.polar(harmonic.clamp(max=_LOUDEST).exp(), torch.pi * phase.tanh())
    return (voiced + torch.polar(free.clamp(max=_LOUDEST).exp(), free_phase)).abs().clamp(min=1e-4).log()
