"""The student: a small transformer that reads an utterance once and gives its intent and its slots.

Post-layer-norm BERT encoder (arXiv 1810.04805) with joint heads (arXiv 1902.10909).
"""

import torch
from torch import Tensor, nn
from torch.nn import functional

from nlu.embedding import PieceEmbedding
from nlu.pieces import LONGEST
from nlu.shape import StudentShape


class EncoderLayer(nn.Module):
    """Self-attention and a feed-forward block, each followed by a sum and a layer norm."""

    def __init__(self, shape: StudentShape, dropout: float) -> None:
        super().__init__()
        self.heads = shape.heads
        self.query = nn.Linear(shape.hidden, shape.hidden)
        self.key = nn.Linear(shape.hidden, shape.hidden)
        self.value = nn.Linear(shape.hidden, shape.hidden)
        self.attended = nn.Linear(shape.hidden, shape.hidden)
        self.attention_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.widen = nn.Linear(shape.hidden, shape.intermediate)
        self.narrow = nn.Linear(shape.intermediate, shape.hidden)
        self.output_norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, hidden: Tensor, mask: Tensor) -> Tensor:
        """Map (batch, length, hidden) to the same shape; ``mask`` (batch, 1, 1, length) is added to the scores."""
        batch, length, width = hidden.shape

        def split(states: Tensor) -> Tensor:
            return states.view(batch, length, self.heads, width // self.heads).transpose(1, 2)

        # Written out: on a few dozen pieces torch's fused attention is three times slower to train on a CPU.
        scores = split(self.query(hidden)) @ split(self.key(hidden)).transpose(-1, -2)
        weights = (scores * (width // self.heads) ** -0.5 + mask).softmax(-1)
        context = weights.to(hidden.dtype) @ split(self.value(hidden))
        context = context.transpose(1, 2).reshape(batch, length, width)
        hidden = self.attention_norm(hidden + self.dropout(self.attended(context)))
        out: Tensor = self.output_norm(hidden + self.dropout(self.narrow(functional.gelu(self.widen(hidden)))))
        return out


class StudentNetwork(nn.Module):
    """Piece ids in, intent and slot logits out."""

    def __init__(self, shape: StudentShape, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        embedding = PieceEmbedding if shape.embedding_bits == 4 else nn.Embedding
        self.pieces = embedding(shape.pieces, shape.embedding)
        self.project = nn.Identity() if shape.embedding == shape.hidden else nn.Linear(shape.embedding, shape.hidden)
        self.positions = nn.Embedding(LONGEST, shape.hidden)
        self.norm = nn.LayerNorm(shape.hidden, eps=1e-12)
        self.dropout = nn.Dropout(dropout)
        self.layers = nn.ModuleList(EncoderLayer(shape, dropout) for _ in range(shape.depth))
        self.intent = nn.Linear(shape.hidden, shape.intents)
        self.slot = nn.Linear(shape.hidden, shape.slots)
        self.agreement = nn.Linear(shape.intents, shape.slots)
        for module in self.modules():
            if isinstance(module, nn.Linear | nn.Embedding):
                nn.init.normal_(module.weight, std=0.02)
            if isinstance(module, nn.Linear):
                nn.init.zeros_(module.bias)
        nn.init.zeros_(self.agreement.weight)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Run the network.

        Args:
            ids: (batch, length) int64 piece ids.
            mask: (batch, length) float32, 1 for a piece and 0 for padding.

        Returns:
            Intent logits (batch, intents) and slot logits (batch, length, slots).
        """
        return self.read(self.hidden_states(ids, mask), mask)

    def read(self, hidden: Tensor, mask: Tensor) -> tuple[Tensor, Tensor]:
        """Intent and slot logits of what the last layer gave; the intents that are likely speak for their slots."""
        intent = self.intent(self.dropout(pooled(hidden, mask)))
        return intent, self.slot(self.dropout(hidden)) + self.agreement(intent.softmax(-1))[:, None]

    def hidden_states(self, ids: Tensor, mask: Tensor) -> Tensor:
        """What the last layer makes of each piece: (batch, length, hidden)."""
        return self.all_states(ids, mask)[-1]

    def all_states(self, ids: Tensor, mask: Tensor) -> list[Tensor]:
        """What the embedding and each layer make of each piece: (batch, length, hidden) each."""
        embedded = self.project(self.pieces(ids)) + self.positions.weight[: ids.shape[1]]
        states: list[Tensor] = [self.dropout(self.norm(embedded))]
        added = (1.0 - mask)[:, None, None, :].to(states[0].dtype) * -1e4
        for layer in self.layers:
            states.append(layer(states[-1], added))
        return states


def pooled(hidden: Tensor, mask: Tensor) -> Tensor:
    """Mean over the pieces that are there: (batch, hidden)."""
    share = (mask / mask.sum(1, keepdim=True)).to(hidden.dtype)
    return (share[:, None] @ hidden).squeeze(1)


def parameters(network: nn.Module) -> int:
    """Number of trained values."""
    return sum(value.numel() for value in network.parameters())


def masked(lengths: Tensor, longest: int) -> Tensor:
    """(batch, longest) float32: 1 before each length, 0 from it on."""
    return (torch.arange(longest) < lengths[:, None]).float()
