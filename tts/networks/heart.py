"""The networks of the carrier of the voice ``heart``: the student of Kokoro-82M published as hibari-tts (Apache-2.0).

The carrier is one graph. Here it is four modules, cut where streaming needs a cut: text and duration see the whole
segment, pitch sees all its half-rate frames, and the decoder sees 27 frames on each side and may run in chunks.
Every module takes a mask last, (1, time), 0 where there is padding, and then gives what it gives without.
"""

import torch
from torch import Tensor, nn

from tts.networks.layers import ConvNeXtBlock, TokenEncoder

BINS = 601


class TextNetwork(nn.Module):
    """What is said: ids (1, phonemes) to encodings (1, 128, phonemes)."""

    def __init__(self) -> None:
        super().__init__()
        self.text = TokenEncoder(128, loops=4)

    def forward(self, ids: Tensor, mask: Tensor) -> Tensor:
        """Encode."""
        encodings: Tensor = self.text(ids, mask)
        return encodings


class DurationNetwork(nn.Module):
    """How long: ids (1, phonemes) to prosody encodings (1, 192, phonemes) and durations (1, phonemes) in half frames.

    A duration is a real number of 25 ms units, not yet rounded.
    """

    def __init__(self) -> None:
        super().__init__()
        self.text = TokenEncoder(192, loops=6)
        self.dur = nn.Sequential(nn.Conv1d(192, 192, 3, padding=1), nn.GELU(), nn.Conv1d(192, 1, 1))

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Encode and predict."""
        prosody = self.text(ids, mask)
        return prosody, torch.exp(self.dur(prosody * mask[:, None])[:, 0]) - 1.0


class PitchNetwork(nn.Module):
    """The melody: prosody frames (1, 192, units of 25 ms) to f0 in Hz and energy, both (1, 2 x units)."""

    def __init__(self) -> None:
        super().__init__()
        self.pro_in = nn.Conv1d(192, 192, 1)
        self.pro = nn.ModuleList(ConvNeXtBlock(192, 384, dilation=dilation) for dilation in (1, 2, 4, 8, 1, 2))
        self.pro_out = nn.Conv1d(192, 4, 1)

    def forward(self, frames: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Predict two values for each unit and each of the two curves."""
        hidden = self.pro_in(frames)
        for block in self.pro:
            hidden = block(hidden, mask)
        curves = self.pro_out(hidden).unflatten(1, (2, 2)).transpose(2, 3).flatten(2)
        return curves[:, 0] * 100.0, curves[:, 1]


class DecoderNetwork(nn.Module):
    """Frames to the parts of a spectrum; receptive field 27 frames on each side.

    Inputs: text encodings (1, 128, frames), f0 in Hz (1, frames), energy (1, frames).
    Outputs, each (1, 601, frames): log gain and phase of the harmonic part, log gain of the noise, log gain and phase
    of the free part.
    """

    receptive_field = 27

    def __init__(self) -> None:
        super().__init__()
        self.dec_in = nn.Conv1d(130, 256, 7, padding=3)
        self.dec = nn.ModuleList(ConvNeXtBlock(256, 768) for _ in range(8))
        self.dec_norm = nn.LayerNorm(256)
        self.head = nn.Linear(256, 5 * BINS)

    def forward(self, text: Tensor, f0: Tensor, energy: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Decode."""
        curves = torch.stack((torch.log(1.0 + torch.relu(f0)) / 5.0, energy), dim=1)
        hidden = self.dec_in(torch.cat((text, curves), dim=1) * mask[:, None])
        for block in self.dec:
            hidden = block(hidden, mask)
        parts = self.head(self.dec_norm(hidden.transpose(1, 2))).transpose(1, 2)
        return tuple(parts.split(BINS, dim=1))
