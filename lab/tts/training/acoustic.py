"""The parallel acoustic model: durations, melody and mel, all from the teacher's own."""

from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn

from lab.tts.training.batching import Batch, Batches, pad
from lab.tts.training.corpus import Corpus, Utterance
from lab.tts.training.fitting import Losses, Plan, fit
from runtime.graph import Array
from tts.networks.wren import DecoderNetwork, EncoderNetwork, MelodyNetwork

PLAN = Plan(steps=1800, rate=2e-3, cycles=2)
_FRAMES = 3000  # in a batch


class AcousticModel(nn.Module):
    """The three networks of a parallel voice, trained together."""

    def __init__(self) -> None:
        super().__init__()
        self.encoder, self.melody, self.decoder = EncoderNetwork(), MelodyNetwork(), DecoderNetwork()

    def losses(self, batch: Batch) -> Losses:
        """Absolute errors, over what is spoken alone; durations and melody teach, and are taught by, the encoder."""
        text, durations = self.encoder(batch.ids, batch.phonemes)
        units = torch.gather(text, 2, batch.tokens[:, None].expand(-1, text.shape[1], -1))
        f0, energy = self.melody(units, batch.spoken)
        frames = batch.spoken.repeat_interleave(2, dim=1)
        mel = self.decoder(units.repeat_interleave(2, dim=2), batch.f0, batch.energy, frames)
        wanted = torch.log1p(batch.units.float())
        return {
            "mel": _mean((mel - batch.mel).abs().mean(1), frames),
            "duration": _mean((torch.log(durations.float().clamp(min=-0.9) + 1) - wanted).abs(), batch.phonemes),
            "f0": _mean((f0 - batch.f0).abs() / 100, frames),
            "energy": 0.2 * _mean((energy - batch.energy).abs(), frames),
        }

    def mel_of(self, utterance: Utterance) -> Array:
        """Log-mel (80, frames) with the durations and the melody of an utterance."""
        batch = pad([utterance])
        with torch.no_grad():
            text, _ = self.encoder(batch.ids, batch.phonemes)
            frames = batch.spoken.repeat_interleave(2, dim=1)
            tokens = batch.tokens.repeat_interleave(2, dim=1)[:, None].expand(-1, text.shape[1], -1)
            mel: Tensor = self.decoder(torch.gather(text, 2, tokens), batch.f0, batch.energy, frames)
        return np.asarray(mel[0].numpy(), np.float32)


def train_acoustic(corpus: Corpus, folder: Path, plan: Plan = PLAN, seed: int = 2) -> AcousticModel:
    """Train from ``corpus`` into ``folder``; resumes."""
    torch.manual_seed(seed)
    model = AcousticModel()
    batches = Batches(corpus.utterances, _FRAMES, seed)
    fit(model, lambda step: model.losses(batches.at(step)), plan, folder)
    return model


def _mean(values: Tensor, mask: Tensor) -> Tensor:
    return (values * mask).sum() / mask.sum()
