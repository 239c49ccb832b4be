"""Is it something the assistant is for? A linear reading of what the student's layers see, and of the pieces.

The student is left as it is: taught this together with intents and slots, it read both worse.
"""

import torch
from torch import Tensor, nn

from nlu.network import StudentNetwork, pooled

_MARKS = 4


class ScopeHead(nn.Module):
    """The logit of being in scope.

    Args:
        states: Layers that are read, the embedding counted.
        hidden: Their width.
        pieces: Vocabulary size.
    """

    def __init__(self, states: int, hidden: int, pieces: int) -> None:
        super().__init__()
        self.sentence = nn.Linear(states * hidden, 1)
        self.scale = nn.Buffer(torch.ones(1))
        self.numbers = nn.Buffer(torch.zeros(pieces, dtype=torch.int8))

    def weigh(self, weights: Tensor) -> None:
        """Take (pieces,) weights, as 8-bit numbers with one scale."""
        self.scale.fill_(float(weights.abs().max().clamp_min(1e-8)) / 127)
        self.numbers.copy_((weights / self.scale).round().to(torch.int8))
        self.numbers[:_MARKS] = 0

    def forward(self, ids: Tensor, sentence: Tensor, mask: Tensor) -> Tensor:
        """Logits (batch, 1) for (batch, length) pieces and the (batch, states * hidden) means of the layers."""
        weights = self.numbers[ids].float() * self.scale * mask
        out: Tensor = self.sentence(sentence) + weights.sum(1, keepdim=True)
        return out


class ScopedNetwork(nn.Module):
    """The network that ships: a student and its scope head."""

    def __init__(self, student: StudentNetwork) -> None:
        super().__init__()
        self.student = student
        shape = student.shape
        self.scope = ScopeHead(shape.depth + 1, shape.hidden, shape.pieces)

    def forward(self, ids: Tensor, mask: Tensor) -> tuple[Tensor, Tensor, Tensor]:
        """Intent logits (batch, intents), slot logits (batch, length, slots), scope logits (batch, 1)."""
        states = self.student.all_states(ids, mask)
        intent, slots = self.student.read(states[-1], mask)
        return intent, slots, self.scope(ids, sentence(states, mask), mask)


def sentence(states: list[Tensor], mask: Tensor) -> Tensor:
    """The means of all layers side by side: (batch, states * hidden)."""
    return torch.cat([pooled(each, mask) for each in states], -1)
