"""Layers that several speech networks share."""

import torch
from torch import Tensor, nn


class ConvNeXtBlock(nn.Module):
    """Depth-wise convolution over time, then a point-wise bottleneck, added to the input.

    The one-dimensional form of Liu et al. 2022 (arXiv 2201.03545), as in Vocos (arXiv 2306.00814).
    Receptive field: ``(kernel - 1) // 2 * dilation`` frames on each side.
    """

    def __init__(self, width: int, inner: int, kernel: int = 7, dilation: int = 1) -> None:
        super().__init__()
        padding = (kernel - 1) // 2 * dilation
        self.dw = nn.Conv1d(width, width, kernel, padding=padding, dilation=dilation, groups=width)
        self.norm = nn.LayerNorm(width)
        self.pw1 = nn.Linear(width, inner)
        self.pw2 = nn.Linear(inner, width)
        self.gamma = nn.Parameter(torch.full((width,), 1e-2))

    def forward(self, frames: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, width, time) to the same shape; ``mask`` is (batch, time), 0 for frames that are padding."""
        seen = frames if mask is None else frames * mask[:, None]
        hidden = self.norm(self.dw(seen).transpose(1, 2))
        hidden = self.gamma * self.pw2(nn.functional.gelu(self.pw1(hidden)))
        return torch.add(frames, hidden.transpose(1, 2))


class SelfAttention(nn.Module):
    """Multi-head self-attention with one projection for query, key and value."""

    def __init__(self, width: int, heads: int) -> None:
        super().__init__()
        self.heads = heads
        self.in_proj_weight = nn.Parameter(torch.empty(3 * width, width))
        self.in_proj_bias = nn.Parameter(torch.zeros(3 * width))
        self.out_proj = nn.Linear(width, width)
        nn.init.xavier_uniform_(self.in_proj_weight)

    def forward(self, tokens: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, time, width) to the same shape; ``mask`` is (batch, time), 0 for tokens that are padding."""
        batch, time, width = tokens.shape
        projected = nn.functional.linear(tokens, self.in_proj_weight, self.in_proj_bias)
        query, key, value = projected.view(batch, time, 3, self.heads, width // self.heads).permute(2, 0, 3, 1, 4)
        allowed = None if mask is None else mask[:, None, None, :] > 0
        mixed = nn.functional.scaled_dot_product_attention(query, key, value, attn_mask=allowed)
        joined: Tensor = self.out_proj(mixed.transpose(1, 2).reshape(batch, time, width))
        return joined


class AttentionLayer(nn.Module):
    """A transformer layer, normalised before each part (Xiong et al. 2020, arXiv 2002.04745)."""

    def __init__(self, width: int, inner: int, heads: int = 2) -> None:
        super().__init__()
        self.self_attn = SelfAttention(width, heads)
        self.linear1 = nn.Linear(width, inner)
        self.linear2 = nn.Linear(inner, width)
        self.norm1 = nn.LayerNorm(width)
        self.norm2 = nn.LayerNorm(width)

    def forward(self, tokens: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, time, width) to the same shape."""
        tokens = tokens + self.self_attn(self.norm1(tokens), mask)
        return torch.add(tokens, self.linear2(nn.functional.gelu(self.linear1(self.norm2(tokens)))))


class TokenEncoder(nn.Module):
    """Phoneme ids to encodings: two convolution blocks, then one attention layer applied several times.

    The shared layer is that of ALBERT (arXiv 1909.11942); the order of the parts is the carrier's, see ``heart.py``.
    """

    def __init__(self, width: int, loops: int, phonemes: int = 178) -> None:
        super().__init__()
        self.loops = loops
        self.emb = nn.Embedding(phonemes, width)
        self.convs = nn.ModuleList(ConvNeXtBlock(width, 2 * width, kernel=5) for _ in range(2))
        self.attn = AttentionLayer(width, 2 * width)
        self.norm = nn.LayerNorm(width)

    def forward(self, ids: Tensor, mask: Tensor | None = None) -> Tensor:
        """(batch, phonemes) to (batch, width, phonemes); ``mask`` is (batch, phonemes), true where a phoneme is."""
        hidden = self.emb(ids).transpose(1, 2)
        for block in self.convs:
            hidden = block(hidden, mask)
        hidden = hidden.transpose(1, 2)
        for _ in range(self.loops):
            hidden = self.attn(hidden, mask)
        return torch.transpose(self.norm(hidden), 1, 2)
