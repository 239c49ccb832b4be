"""Our own light vocoder network: log-mel and f0 to the spectral parts a source-filter vocoder overlaps and adds."""

import torch
from torch import Tensor, nn

from tts.mel import BANDS
from tts.networks.layers import ConvNeXtBlock
from tts.vocoding import BINS


class VocoderNetwork(nn.Module):
    """Log-mel (1, 80, frames) and f0 in Hz (1, frames) to five parts (1, 601, frames), in the order of the decoder's.

    After Vocos (arXiv 2306.00814). Receptive field 21 frames on each side.
    """

    def __init__(self) -> None:
        super().__init__()
        self.mel = nn.Conv1d(BANDS + 1, 256, 7, padding=3)
        self.blocks = nn.ModuleList(ConvNeXtBlock(256, 512) for _ in range(6))
        self.norm = nn.LayerNorm(256)
        self.head = nn.Linear(256, 5 * BINS)

    def forward(self, mel: Tensor, f0: Tensor, mask: Tensor) -> tuple[Tensor, ...]:
        """Decode; ``mask`` is (1, frames), 0 for padding."""
        seen = torch.cat((mel / 4.0 + 1.0, torch.log1p(torch.relu(f0))[:, None] / 5.0), dim=1)
        hidden = self.mel(seen * mask[:, None])
        for block in self.blocks:
            hidden = block(hidden, mask)
        parts = self.head(self.norm(hidden.transpose(1, 2))).transpose(1, 2)
        return tuple(parts.split(BINS, dim=1))
