"""The generator of HiFi-GAN, version 1 (Kong et al. 2020, arXiv 2010.05646), weight normalisation folded in.

Names of weights are those of the published checkpoints. Every convolution sees zeros where there is padding, as it
does beyond the ends of a whole utterance, so that a padded run gives what an unpadded one gives.
"""

import torch
from torch import Tensor, nn

HOP = 256
_SLOPE = 0.1
_STRIDES, _KERNELS, _WIDTH = (8, 8, 2, 2), (16, 16, 4, 4), 512


class ResidualBlock(nn.Module):
    """Three pairs of convolutions over time, the first of each dilated, each pair added to its input."""

    def __init__(self, width: int, kernel: int) -> None:
        super().__init__()
        half = kernel // 2
        self.convs1 = nn.ModuleList(
            nn.Conv1d(width, width, kernel, dilation=dilation, padding=half * dilation) for dilation in (1, 3, 5)
        )
        self.convs2 = nn.ModuleList(nn.Conv1d(width, width, kernel, padding=half) for _ in range(3))

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """(1, width, time) to the same shape; ``mask`` is (1, 1, time)."""
        for dilated, plain in zip(self.convs1, self.convs2, strict=True):
            made = dilated(nn.functional.leaky_relu(hidden, _SLOPE)) * mask
            hidden = hidden + plain(nn.functional.leaky_relu(made, _SLOPE)) * mask
        return hidden


class GeneratorNetwork(nn.Module):
    """Log-mel (1, 80, frames) as HiFi-GAN's own training has it, to samples (256 x frames,) of 22.05 kHz.

    Receptive field under 14 frames on each side.
    """

    def __init__(self) -> None:
        super().__init__()
        widths = [_WIDTH >> stage for stage in range(len(_STRIDES) + 1)]
        self.conv_pre = nn.Conv1d(80, _WIDTH, 7, padding=3)
        self.ups = nn.ModuleList(
            nn.ConvTranspose1d(width, width // 2, kernel, stride, padding=(kernel - stride) // 2)
            for width, kernel, stride in zip(widths, _KERNELS, _STRIDES, strict=False)
        )
        self.resblocks = nn.ModuleList(ResidualBlock(width, kernel) for width in widths[1:] for kernel in (3, 7, 11))
        self.conv_post = nn.Conv1d(widths[-1], 1, 7, padding=3)

    def forward(self, mel: Tensor, mask: Tensor) -> Tensor:
        """Synthesise; ``mask`` is (1, frames), 0 for padding."""
        seen = mask[:, None]
        hidden = self.conv_pre(mel * seen) * seen
        for stage, up in enumerate(self.ups):
            seen = seen.repeat_interleave(_STRIDES[stage], dim=2)
            hidden = up(nn.functional.leaky_relu(hidden, _SLOPE)) * seen
            blocks = [self.resblocks[3 * stage + index](hidden, seen) for index in range(3)]
            hidden = (blocks[0] + blocks[1] + blocks[2]) / 3
        made = self.conv_post(nn.functional.leaky_relu(hidden))  # here, unlike before, the slope is torch's own
        return torch.tanh(made)[0, 0]
