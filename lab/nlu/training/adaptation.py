"""Stage 2 of a teacher: masked-language training on unlabelled text of the domain (arXiv 2206.07808, 1810.04805)."""

import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.nlu.training.batches import Batch
from nlu.network import StudentNetwork

_HIDDEN_SHARE = 0.15


class MaskedLanguage(nn.Module):
    """Guess the pieces that are hidden from the network.

    Of the chosen pieces eight in ten become ``<unk>``, which stands for the mask that trimming left out, one in ten
    becomes another piece and one in ten stays. The output layer is tied to the piece embeddings.

    Args:
        student: Network to adapt; its embeddings are as wide as its layers.
        unknown: Id of ``<unk>``.
    """

    def __init__(self, student: StudentNetwork, unknown: int) -> None:
        super().__init__()
        width = student.shape.hidden
        self.unknown = unknown
        self.transform = nn.Sequential(nn.Linear(width, width), nn.GELU(), nn.LayerNorm(width))
        self.bias = nn.Parameter(torch.zeros(student.shape.pieces))

    def forward(self, student: StudentNetwork, batch: Batch) -> Tensor:
        """Cross-entropy of the hidden pieces, in nats."""
        # The marks stand first in the vocabulary, <unk> last of them.
        chosen = (batch.ids > self.unknown) & (torch.rand(batch.ids.shape) < _HIDDEN_SHARE)
        dice = torch.rand(batch.ids.shape)
        shown = batch.ids.masked_fill(chosen & (dice < 0.8), self.unknown)
        other = torch.randint(4, student.shape.pieces, batch.ids.shape)
        shown = torch.where(chosen & (dice >= 0.9), other, shown)
        hidden = student.hidden_states(shown, batch.mask)[chosen]
        logits = self.transform(hidden) @ student.pieces.weight.detach().T + self.bias
        return functional.cross_entropy(logits.float(), batch.ids[chosen])
