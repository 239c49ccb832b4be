"""Piece embeddings that end up as small integers: most of a multilingual student's bytes are here."""

import torch
from torch import Tensor, nn
from torch.nn import functional

BLOCK = 32
"""Numbers that share a scale, as in the Q4_0 format."""


class PieceEmbedding(nn.Embedding):
    """An embedding that trains on the 4-bit values it will ship with.

    The forward pass rounds to blocks of 4-bit numbers; the gradient passes as if it had not
    (straight-through estimator, arXiv 1308.3432).
    """

    def forward(self, ids: Tensor) -> Tensor:
        """Map ids (…) to vectors (…, width)."""
        exact = super().forward(ids)
        numbers, scale = quantise(exact)
        rounded = (numbers * scale[..., None]).flatten(-2)
        return exact + (rounded - exact).detach()


class PackedRows(nn.Module):
    """The same embedding with two 4-bit numbers a byte and an fp16 scale for each block."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        numbers, scale = quantise(embedding.weight.detach())
        low, high = (numbers.flatten(-2) + 8).to(torch.uint8).chunk(2, -1)
        self.packed = nn.Buffer(low | (high << 4))
        self.scale = nn.Buffer(scale.half())

    def forward(self, ids: Tensor) -> Tensor:
        """Map ids (…) to vectors (…, width)."""
        packed = functional.embedding(ids, self.packed).float()
        high = (packed / 16).floor()  # bits taken apart by arithmetic, which every runtime has
        numbers = torch.cat([packed - 16 * high, high], -1) - 8.0
        scale = functional.embedding(ids, self.scale).float()
        return (numbers.reshape(*ids.shape, -1, BLOCK) * scale[..., None]).flatten(-2)


class ByteRows(nn.Module):
    """An embedding as int8 rows, each with a scale of its own."""

    def __init__(self, embedding: nn.Embedding) -> None:
        super().__init__()
        weight = embedding.weight.detach()
        scale = weight.abs().amax(1, keepdim=True).clamp_min(1e-8) / 127
        self.rows = nn.Buffer((weight / scale).round().to(torch.int8))
        self.scale = nn.Buffer(scale)

    def forward(self, ids: Tensor) -> Tensor:
        """Map ids (…) to vectors (…, width)."""
        return functional.embedding(ids, self.rows).float() * functional.embedding(ids, self.scale)


def quantise(weight: Tensor) -> tuple[Tensor, Tensor]:
    """Split the last axis into blocks of 4-bit numbers in [-8, 7] and their scales.

    The largest value of a block, with its sign, becomes -8, as in Q4_0.

    Returns:
        Numbers (…, blocks, BLOCK) as floats and scales (…, blocks), rounded to what fp16 holds.
    """
    blocks = weight.float().reshape(*weight.shape[:-1], -1, BLOCK)
    peak = blocks.gather(-1, blocks.abs().argmax(-1, keepdim=True))
    scale = (peak / -8).half().float()
    scale = torch.where(scale.abs() < 1e-6, torch.full_like(scale, 1e-6).half().float(), scale)
    return (blocks / scale).round().clamp(-8, 7), scale[..., 0]
