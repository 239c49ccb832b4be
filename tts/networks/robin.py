"""The networks of our own attention voice: one step at a time, the place in the text found by attention.

After Tacotron 2 (arXiv 1712.05884) with the mixture attention of Graves (arXiv 1308.0850) in the form V2 of Battenberg
et al. (arXiv 1910.10288), whose means only move forward. A step makes four frames; a frame is 80 log-mel bands,
f0 / 100 and energy. Every module takes a mask last, (batch, time), 0 for padding.
"""

import torch
from torch import Tensor, nn

from tts.mel import BANDS
from tts.networks.layers import ConvNeXtBlock, TokenEncoder

WIDTH, HIDDEN, MIXTURES = 192, 256, 4
FRAMES, FEATURES = 4, BANDS + 2


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
    """A mixture of Gaussians over the phonemes; how far it moves is never negative."""

    def __init__(self) -> None:
        super().__init__()
        self.layers = nn.Sequential(nn.Linear(HIDDEN, 128), nn.Tanh(), nn.Linear(128, 3 * MIXTURES))

    def forward(self, query: Tensor, means: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Query (batch, 256) and means (batch, 4) to weights (batch, phonemes) and the means moved on."""
        share, step, width = self.layers(query).float().unflatten(1, (3, MIXTURES)).unbind(1)
        means = means + nn.functional.softplus(step)
        widths = nn.functional.softplus(width + 1.0)[:, :, None] + 0.1
        places = torch.arange(mask.shape[1], device=mask.device)
        away = (places - means[:, :, None]) / widths
        weights = (share.softmax(1)[:, :, None] * torch.exp(-0.5 * away**2) / widths).sum(1) * mask
        return weights / (weights.sum(1, keepdim=True) + 1e-6), means


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
            Frames (batch, 82, 4), end logit (batch, 1), the four states, and the attention (batch, phonemes).
        """
        listening = self.listen(torch.cat((self.prenet(last), context), dim=1), listening)
        weights, means = self.attention(listening, means, mask)
        context = torch.bmm(text, weights[:, :, None].to(text.dtype))[:, :, 0]
        speaking = self.speak(torch.cat((listening, context), dim=1), speaking)
        made = self.out(torch.cat((speaking, context), dim=1))
        frames = made[:, :-1].unflatten(1, (FEATURES, FRAMES))
        return frames, made[:, -1:], listening, speaking, context, means, weights


class PostNetwork(nn.Module):
    """Frames as the steps made them (batch, 82, frames) to log-mel (batch, 80, frames) and f0 in Hz (batch, frames).

    Receptive field 10 frames on each side.
    """

    def __init__(self) -> None:
        super().__init__()
        self.into = nn.Conv1d(FEATURES, WIDTH, 3, padding=1)
        self.blocks = nn.ModuleList(ConvNeXtBlock(WIDTH, 2 * WIDTH) for _ in range(3))
        self.out = nn.Conv1d(WIDTH, FEATURES, 1)

    def forward(self, frames: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Refine; ``mask`` is (batch, frames), 0 for padding."""
        hidden = self.into(frames * mask[:, None])
        for block in self.blocks:
            hidden = block(hidden, mask)
        refined = frames + self.out(hidden)
        return refined[:, :BANDS], refined[:, BANDS] * 100.0
