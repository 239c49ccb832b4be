"""Fit the scope head on a student that stays as it is."""

from collections.abc import Sequence

import torch
from torch import Tensor, nn
from torch.nn import functional

from lab.nlu.training.batches import encode, in_order
from lab.nlu.training.massive import Example
from lab.nlu.training.minimise import minimise
from nlu.labels import Labels
from nlu.pieces import PieceTokenizer
from nlu.scope import ScopedNetwork, sentence

_DENSE = 0.03  # the layers' means weigh less than pieces in the penalty, as there are few of them
_PENALTY = 3.3  # of the squared weights, as in logistic regression with C = 0.3
_ITERATIONS = 150


def fit_scope(network: ScopedNetwork, examples: Sequence[Example], tokenizer: PieceTokenizer, labels: Labels) -> None:
    """Set the head's weights by logistic regression, both classes weighing the same.

    Args:
        network: Its student is only asked.
        examples: In scope and out of it.
        tokenizer: Of the student.
        labels: Of the student.
    """
    items = [encode(each, tokenizer, labels) for each in examples]
    batches = list(in_order(items, 64, tokenizer.pad))
    order = torch.cat([batch.places for batch in batches])
    with torch.inference_mode():
        student = network.student.eval()
        means = torch.cat([sentence(student.all_states(batch.ids, batch.mask), batch.mask) for batch in batches])
    inside = torch.tensor([float(each.inside) for each in examples])[order]
    centre, spread = means.mean(0), means.std(0) + 1e-6
    dense = (means - centre) / spread * _DENSE
    bags = [torch.tensor(sorted(set(items[place].ids[1:-1])), dtype=torch.int64) for place in order.tolist()]
    weights, pieces, bias = _regression(dense, bags, inside, tokenizer.size)
    with torch.no_grad():
        direction = weights * _DENSE / spread
        network.scope.sentence.weight.copy_(direction[None])
        network.scope.sentence.bias.copy_(bias - direction @ centre)
        network.scope.weigh(pieces)


def _regression(dense: Tensor, bags: Sequence[Tensor], inside: Tensor, pieces: int) -> tuple[Tensor, Tensor, Tensor]:
    weights = nn.Parameter(torch.zeros(dense.shape[1]))
    table = nn.Parameter(torch.zeros(pieces, 1))
    bias = nn.Parameter(torch.zeros(1))
    flat, starts = torch.cat(list(bags)), torch.tensor([0, *[len(bag) for bag in bags[:-1]]]).cumsum(0)
    share = inside.mean()
    balance = torch.where(inside > 0, 0.5 / share, 0.5 / (1 - share))

    def loss() -> Tensor:
        logits = dense @ weights + functional.embedding_bag(flat, table, starts, mode="sum")[:, 0] + bias
        wrong = functional.binary_cross_entropy_with_logits(logits, inside, balance, reduction="sum")
        total: Tensor = wrong + _PENALTY / 2 * (weights.square().sum() + table.square().sum())
        return total

    minimise([weights, table, bias], loss, _ITERATIONS)
    return weights.detach(), table.detach()[:, 0], bias.detach()
