"""The attention voice: frames one step after the other, with scheduled sampling and attention forcing.

Scheduled sampling: Bengio et al. 2015 (arXiv 1506.03099). Attention forcing: Dou et al. 2020 (arXiv 1909.12289): in
training, a step moves the attention on from where the teacher's alignment was, so that what it learns is how far to go,
and an error early in a sentence does not spoil the rest.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from lab.tts.training.acoustic import AcousticModel
from lab.tts.training.batching import Batch, Batches
from lab.tts.training.corpus import Corpus
from lab.tts.training.fitting import Losses, Plan, fit
from tts.mel import BANDS
from tts.networks.robin import (
    FEATURES,
    FRAMES,
    HIDDEN,
    LOOKS,
    MIXTURES,
    WIDTH,
    EncoderNetwork,
    PostNetwork,
    StepNetwork,
)

PLAN = Plan(steps=280, rate=1.5e-3)
_FRAMES = 6000  # in a batch
_SAMPLED = 0.5  # share of inputs that are the model's own, from the middle of the training on
_JITTER = 0.2  # phonemes by which the forced attention is off, so that a step learns to correct it


class AttentionModel(nn.Module):
    """The three networks of the attention voice, trained together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.step, self.post = EncoderNetwork(), StepNetwork(), PostNetwork()

    def losses(self, batch: Batch, sampled: float, generator: torch.Generator) -> Losses:
        """Errors of the frames before and after refinement, of the end, and of the attention.

        Args:
            batch: Utterances.
            sampled: Share of inputs that are the model's own frames.
            generator: Draws which, and how far the forced attention is off.
        """
        wanted, frames = _targets(batch)
        steps = frames[:, ::FRAMES]
        mask = batch.phonemes.float()
        made = _Made()
        self._run(made, self.encoder(batch.ids, mask), mask, wanted, _places(batch, steps.shape[1]), sampled, generator)
        coarse = torch.cat(made.frames, dim=2)
        mel, f0 = self.post(coarse, torch.cat(made.seen, dim=2), frames.float())
        last = steps.float() - nn.functional.pad(steps.float(), (0, 1))[:, 1:]
        return {
            "coarse": _mean((coarse - wanted).abs().mean(1), frames),
            "mel": _mean((mel - wanted[:, :BANDS]).abs().mean(1), frames),
            "f0": _mean((f0 / 100 - wanted[:, BANDS]).abs(), frames),
            "end": _mean(_wrong_end(torch.cat(made.ends, dim=1), last), steps),
            "attention": 0.2 * _mean(_missed(torch.stack(made.weights, dim=1), batch.tokens), steps),
            "place": _mean(_misplaced(torch.stack(made.means, dim=1), _places(batch, steps.shape[1])), steps),
        }

    def _run(
        self,
        made: "_Made",
        text: Tensor,
        mask: Tensor,
        wanted: Tensor,
        places: Tensor,
        sampled: float,
        generator: torch.Generator,
    ) -> None:
        rows = text.shape[0]
        last, listening, speaking = (text.new_zeros(rows, size) for size in (FEATURES, HIDDEN, HIDDEN))
        context, means = text.new_zeros(rows, WIDTH), torch.zeros(rows, MIXTURES)
        for step in range(wanted.shape[2] // FRAMES):
            frames, seen, end, listening, speaking, context, moved, weights = self.step(
                text, last, listening, speaking, context, means, mask
            )
            made.add(frames, seen, end, moved, weights)
            own = torch.rand(rows, 1, generator=generator) < sampled
            last = torch.where(own, frames[:, :, -1].detach().float(), wanted[:, :, (step + 1) * FRAMES - 1])
            off = _JITTER * torch.randn(rows, 1, generator=generator)
            means = (places[:, step, -1:] + off).clamp(min=0).expand(-1, MIXTURES)


class _Made:
    """What the steps of a batch made, in order."""

    def __init__(self) -> None:
        self.frames: list[Tensor] = []
        self.seen: list[Tensor] = []
        self.ends: list[Tensor] = []
        self.means: list[Tensor] = []
        self.weights: list[Tensor] = []

    def add(self, frames: Tensor, seen: Tensor, end: Tensor, means: Tensor, weights: Tensor) -> None:
        self.frames.append(frames.float())
        self.seen.append(seen.float())
        self.ends.append(end.float())
        self.means.append(means.float())
        self.weights.append(weights.float())


def train_attention(
    corpus: Corpus, parallel: AcousticModel, folder: Path, plan: Plan = PLAN, seed: int = 3
) -> AttentionModel:
    """Train from ``corpus`` into ``folder``, beginning with the encoder and the decoder of ``parallel``; resumes."""
    torch.manual_seed(seed)
    model = AttentionModel()
    model.encoder.text.load_state_dict(parallel.encoder.text.state_dict())
    model.post.decoder.load_state_dict(parallel.decoder.state_dict())
    batches = Batches(corpus.utterances, _FRAMES, seed)

    def losses_of(step: int) -> Losses:
        torch.manual_seed(seed + step)  # of the dropout
        generator = torch.Generator().manual_seed(seed + step)
        return model.losses(batches.at(step), min(1.0, 2 * step / plan.steps) * _SAMPLED, generator)

    fit(model, losses_of, plan, folder)
    return model


def _targets(batch: Batch) -> tuple[Tensor, Tensor]:
    """Frames (batch, 82, frames) and their mask, both in whole steps."""
    mask = batch.spoken.repeat_interleave(2, dim=1)
    frames = torch.cat((batch.mel, batch.f0[:, None] / 100, batch.energy[:, None]), dim=1)
    short = -mask.shape[1] % FRAMES
    return nn.functional.pad(frames, (0, short)), nn.functional.pad(mask, (0, short))


def _places(batch: Batch, steps: int) -> Tensor:
    """Where in the text each unit is (batch, steps, 2): phoneme k, of d units, spans [k, k + 1) evenly."""
    begins = torch.cumsum(batch.units, dim=1) - batch.units
    within = torch.arange(batch.tokens.shape[1]) - torch.gather(begins, 1, batch.tokens) + 0.5
    places = batch.tokens + within / torch.gather(batch.units, 1, batch.tokens).clamp(min=1)
    return _by_steps(places, steps)


def _wrong_end(ends: Tensor, last: Tensor) -> Tensor:
    rare = ends.new_tensor(5.0)  # one step in fifty is the last
    return nn.functional.binary_cross_entropy_with_logits(ends, last, reduction="none", pos_weight=rare)


def _missed(weights: Tensor, tokens: Tensor) -> Tensor:
    """How little of each look (batch, steps, 2, phonemes) is on the phoneme of its unit, as -log."""
    share = torch.gather(weights, 3, _by_steps(tokens, weights.shape[1])[..., None])[..., 0]
    return -(share + 1e-4).log().mean(2)


def _misplaced(means: Tensor, places: Tensor) -> Tensor:
    """How far the means (batch, steps, 4) are from the place of each step's last unit."""
    return nn.functional.smooth_l1_loss(means, places[:, :, -1:].expand_as(means), reduction="none", beta=0.3).mean(2)


def _by_steps(units: Tensor, steps: int) -> Tensor:
    """A value for each unit (batch, units) by steps: (batch, steps, 2)."""
    return nn.functional.pad(units, (0, steps * LOOKS - units.shape[1])).view(len(units), steps, LOOKS)


def _mean(values: Tensor, mask: Tensor) -> Tensor:
    return (values * mask).sum() / mask.sum()
