"""The networks of our own parallel voice: FastPitch-like, with explicit durations, melody and a convolutional decoder.

After FastPitch (arXiv 2006.06873) and FastSpeech 2 (arXiv 2006.04558). The decoder is convolutional, so that it may run
in chunks. Every module takes a mask last, (batch, time), 0 for padding.
"""

import torch
from torch import Tensor, nn

from tts.mel import BANDS
from tts.networks.layers import ConvNeXtBlock, TokenEncoder

WIDTH = 192


class EncoderNetwork(nn.Module):
    """Ids (batch, phonemes) to encodings (batch, 192, phonemes) and durations (batch, phonemes) in units of 25 ms."""

    def __init__(self) -> None:
        super().__init__()
        self.text = TokenEncoder(WIDTH, loops=4)
        self.dur = nn.Sequential(nn.Conv1d(WIDTH, WIDTH, 3, padding=1), nn.GELU(), nn.Conv1d(WIDTH, 1, 1))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Encode and predict; durations are real numbers."""
        text = self.text(ids, mask)
        return text, torch.exp(self.dur(text * mask[:, None])[:, 0]) - 1.0


class MelodyNetwork(nn.Module):
    """Encodings repeated by duration (batch, 192, units) to f0 in Hz and energy, both (batch, 2 x units)."""

    def __init__(self) -> None:
        super().__init__()
        self.blocks = nn.ModuleList(ConvNeXtBlock(WIDTH, 2 * WIDTH, dilation=dilation) for dilation in (1, 2, 4, 8))
        self.out = nn.Conv1d(WIDTH, 4, 1)

    def forward(self, text_units: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Predict two values of each curve for each unit."""
        hidden = text_units
        for block in self.blocks:
            hidden = block(hidden, mask)
        curves = self.out(hidden).unflatten(1, (2, 2)).transpose(2, 3).flatten(2)
        return curves[:, 0] * 100.0, curves[:, 1]


class DecoderNetwork(nn.Module):
    """Encodings (batch, 192, frames), f0 in Hz and energy (batch, frames) to log-mel (batch, 80, frames).

    Receptive field 21 frames on each side.
    """

    def __init__(self) -> None:
        super().__init__()
        self.curves = nn.Conv1d(2, WIDTH, 7, padding=3)
        self.blocks = nn.ModuleList(ConvNeXtBlock(WIDTH, 3 * WIDTH) for _ in range(6))
        self.norm = nn.LayerNorm(WIDTH)
        self.out = nn.Linear(WIDTH, BANDS)

    def forward(self, text: Tensor, f0: Tensor, energy: Tensor, mask: Tensor) -> Tensor:
        """Decode."""
        curves = torch.stack((torch.log1p(torch.relu(f0)) / 5.0, energy), dim=1)
        hidden = text + self.curves(curves * mask[:, None])
        for block in self.blocks:
            hidden = block(hidden, mask)
        return torch.transpose(self.out(self.norm(hidden.transpose(1, 2))), 1, 2)
