"""The networks of our own attention voice: one step at a time, the place in the text found by attention.

After Tacotron 2 (arXiv 1712.05884) with the mixture attention of Graves (arXiv 1308.0850) in the form V2 of Battenberg
et al. (arXiv 1910.10288), whose means only move forward. A step makes four frames; a frame is 80 log-mel bands,
f0 / 100 and energy. Every module takes a mask last, (batch, time), 0 for padding.
"""

import torch
from torch import Tensor, nn

from tts.mel import BANDS
from tts.networks.layers import TokenEncoder
from tts.networks.wren import DecoderNetwork

WIDTH, HIDDEN, MIXTURES = 192, 256, 4
FRAMES, LOOKS, FEATURES = 4, 2, BANDS + 2


class EncoderNetwork(nn.Module):
    """Ids (batch, phonemes) to encodings (batch, 192, phonemes)."""

    def __init__(self) -> None:
        super().__init__()
        self.text = TokenEncoder(WIDTH, loops=4)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Encode; ``mask`` is (batch, phonemes), 0 for padding."""
        encodings: Tensor = self.text(ids, mask)
        return encodings


class MixtureAttention(nn.Module):
    """A mixture of Gaussians over the phonemes, looked through twice a step; how far it moves is never negative."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(HIDDEN, 128), nn.Tanh(), nn.Linear(128, (LOOKS + 2) * MIXTURES))

    def forward(self, query: Tensor, means: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Query (batch, 256) and means (batch, 4) to weights (batch, 2, phonemes) and the means moved on."""
        share, width, *steps = self.layers(query).float().unflatten(1, (LOOKS + 2, MIXTURES)).unbind(1)
        share, width = share.softmax(1)[:, :, None], nn.functional.softplus(width)[:, :, None] + 0.15
        places = torch.arange(mask.shape[1], device=mask.device) + 0.5
        looks = []
        for step in steps:
            means = means + nn.functional.softplus(step)
            away = (places - means[:, :, None]) / width
            looks.append((share * torch.exp(-0.5 * away**2) / width).sum(1) * mask)
        weights = torch.stack(looks, dim=1)
        return weights / (weights.sum(2, keepdim=True) + 1e-6), means


class StepNetwork(nn.Module):
    """One step: the last frame and the state to four frames, whether this is the end, and the next state."""

    def __init__(self) -> None:
        super().__init__()
        self.prenet = nn.Sequential(
            nn.Linear(FEATURES, 128), nn.ReLU(), nn.Dropout(0.5), nn.Linear(128, 128), nn.ReLU(), nn.Dropout(0.5)
        )
        self.listen = nn.GRUCell(128 + WIDTH, HIDDEN)
        self.attention = MixtureAttention()
        self.speak = nn.GRUCell(HIDDEN + WIDTH, HIDDEN)
        self.out = nn.Linear(HIDDEN + WIDTH, FRAMES * FEATURES + 1)

    def forward(
        self,
        text: Tensor,
        last: Tensor,
        listening: Tensor,
        speaking: Tensor,
        context: Tensor,
        means: Tensor,
        mask: Tensor,
    ) -> tuple[Tensor, ...]:
        """Make a step.

        Args:
            text: Encodings (batch, 192, phonemes).
            last: The frame before (batch, 82).
            listening: State (batch, 256).
            speaking: State (batch, 256).
            context: What was attended to (batch, 192).
            means: Where the attention is (batch, 4).
            mask: (batch, phonemes), 0 for padding.

        Returns:
            Frames (batch, 82, 4), what was attended to in each (batch, 192, 4), end logit (batch, 1), the four
            states, and the attention of the looks (batch, 2, phonemes).
        """
        listening = self.listen(torch.cat((self.prenet(last), context), dim=1), listening)
        weights, means = self.attention(listening, means, mask)
        contexts = torch.bmm(text, weights.transpose(1, 2).to(text.dtype))
        context = contexts[:, :, -1]
        speaking = self.speak(torch.cat((listening, context), dim=1), speaking)
        made = self.out(torch.cat((speaking, context), dim=1))
        frames = made[:, :-1].unflatten(1, (FEATURES, FRAMES))
        seen = contexts.repeat_interleave(FRAMES // LOOKS, dim=2)
        return frames, seen, made[:, -1:], listening, speaking, context, means, weights


class PostNetwork(nn.Module):
    """Frames as the steps made them (batch, 82, frames), with what was attended to in each (batch, 192, frames).

    To log-mel (batch, 80, frames) and f0 in Hz (batch, frames). It begins as the decoder of the parallel voice, which
    it equals while the attention is exact and ``coarse`` is zero. Receptive field 21 frames on each side.
    """

    def __init__(self) -> None:
        super().__init__()
        self.coarse = nn.Conv1d(FEATURES, WIDTH, 3, padding=1)
        self.decoder = DecoderNetwork()
        nn.init.zeros_(self.coarse.weight)

    def forward(self, frames: Tensor, seen: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Refine; ``mask`` is (batch, frames), 0 for padding."""
        f0 = frames[:, BANDS] * 100.0
        mel = self.decoder(seen + self.coarse(frames * mask[:, None]), f0, frames[:, BANDS + 1], mask)
        return mel, f0
