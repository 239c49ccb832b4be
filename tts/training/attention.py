"""The attention voice: frames one step after the other, with scheduled sampling and a hint where to look.

Scheduled sampling: Bengio et al. 2015 (arXiv 1506.03099). The hint, in the line of guided attention (arXiv 1710.08969),
is the teacher's own alignment.
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from tts.mel import BANDS
from tts.networks.robin import FEATURES, FRAMES, HIDDEN, MIXTURES, WIDTH, EncoderNetwork, PostNetwork, StepNetwork
from tts.training.acoustic import AcousticModel
from tts.training.batching import Batch, Batches
from tts.training.corpus import Corpus
from tts.training.fitting import Losses, Plan, fit

PLAN = Plan(steps=600, rate=1.5e-3)
_FRAMES = 6000  # in a batch
_SAMPLED = 0.5  # share of inputs that are the model's own, from the middle of the training on


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
            generator: Draws which.
        """
        wanted, frames = _targets(batch)
        text = self.encoder(batch.ids, batch.phonemes.float())
        coarse, seen, ends, attended, means = self._run(text, batch.phonemes.float(), wanted, sampled, generator)
        mel, f0 = self.post(coarse, seen, frames.float())
        steps = frames[:, ::FRAMES]
        last = steps.float() - torch.nn.functional.pad(steps.float(), (0, 1))[:, 1:]
        return {
            "coarse": _mean((coarse - wanted).abs().mean(1), frames),
            "mel": _mean((mel - wanted[:, :BANDS]).abs().mean(1), frames),
            "f0": 0.5 * _mean((f0 / 100 - wanted[:, BANDS]).abs(), frames),
            "end": _mean(
                nn.functional.binary_cross_entropy_with_logits(
                    ends, last, reduction="none", pos_weight=ends.new_tensor(5.0)
                ),
                steps,
            ),
            "attention": 0.5 * _mean(_missed(attended, batch.tokens), steps),
            "place": 0.1 * _mean(_misplaced(means, batch.tokens), steps),
        }

    def _run(
        self, text: Tensor, mask: Tensor, wanted: Tensor, sampled: float, generator: torch.Generator
    ) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        rows = text.shape[0]
        last, listening, speaking = (text.new_zeros(rows, size) for size in (FEATURES, HIDDEN, HIDDEN))
        context, means = text.new_zeros(rows, WIDTH), torch.zeros(rows, MIXTURES)
        coarse, looked, ends, attended, places = [], [], [], [], []
        for start in range(0, wanted.shape[2], FRAMES):
            frames, seen, end, listening, speaking, context, means, weights = self.step(
                text, last, listening, speaking, context, means, mask
            )
            coarse.append(frames.float())
            looked.append(seen.float())
            ends.append(end.float())
            attended.append(weights)
            places.append(means)
            own = torch.rand(rows, 1, generator=generator) < sampled
            last = torch.where(own, frames[:, :, -1].detach().float(), wanted[:, :, start + FRAMES - 1])
        stacked = (torch.stack(attended, dim=1), torch.stack(places, dim=1))
        return torch.cat(coarse, dim=2), torch.cat(looked, dim=2), torch.cat(ends, dim=1), *stacked


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


def _wrong_end(ends: Tensor, last: Tensor) -> Tensor:
    rare = ends.new_tensor(5.0)  # one step in fifty is the last
    return nn.functional.binary_cross_entropy_with_logits(ends, last, reduction="none", pos_weight=rare)


def _missed(attended: Tensor, tokens: Tensor) -> Tensor:
    """How little of each look (batch, steps, 2, phonemes) is on the phoneme of its unit, as -log."""
    share = torch.gather(attended, 3, _spoken_at(tokens, attended.shape[1])[..., None])[..., 0]
    return -(share.float() + 1e-4).log().mean(2)


def _misplaced(means: Tensor, tokens: Tensor) -> Tensor:
    """How far the means (batch, steps, 4) are from the phonemes of each step; it pulls however far they are."""
    wanted = _spoken_at(tokens, means.shape[1])[:, :, -1:].float()
    return nn.functional.smooth_l1_loss(means.float(), wanted.expand_as(means), reduction="none").mean(2)


def _spoken_at(tokens: Tensor, steps: int) -> Tensor:
    """The phoneme of each unit (batch, units) by steps: (batch, steps, 2)."""
    units = FRAMES // 2
    return nn.functional.pad(tokens, (0, steps * units - tokens.shape[1])).view(len(tokens), steps, units)


def _mean(values: Tensor, mask: Tensor) -> Tensor:
    return (values * mask).sum() / mask.sum()
