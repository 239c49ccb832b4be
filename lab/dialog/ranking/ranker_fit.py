"""Trains the list ranker on simulated turns."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from dialog.ranking.features import CONTEXT, FEATURES, Floats, KnownNames, Sheet, sheet
from dialog.ranking.networks import ListRanker
from lab.dialog.ranking.turns import SimulatedTurn

Stepped = Callable[[int, int, str], None]

_BATCH, _EPOCHS = 64, 8
_RATE = 2e-3
_CONTEXT_DROPPED = 0.15


@dataclass(frozen=True, slots=True)
class Listed:
    """A turn's claims as numbers.

    Attributes:
        sheet: Their features.
        right: (claims,) 1 for each that is what was wanted.
    """

    sheet: Sheet
    right: Floats


def listed(turn: SimulatedTurn, opinions: Floats, labels: KnownNames) -> Listed | None:
    """The turn as numbers; None where no skill claims it, and there is nothing to rank.

    Args:
        turn: A simulated turn.
        opinions: (hypotheses, intents + 1) of its hypotheses.
        labels: Numbers of intents and slots.
    """
    if not turn.claims:
        return None
    page = sheet(turn.claims, turn.heard, turn.situation, opinions, labels)
    return Listed(page, np.array(turn.right, np.float32))


def fit(lists: Sequence[Listed], labels: KnownNames, seed: int, stepped: Stepped) -> ListRanker:
    """Train: the list-wise cross-entropy of the right claims together, or of "none of these" where none is right."""
    torch.manual_seed(seed)
    chance = random.Random(seed)
    network = ListRanker(FEATURES, len(labels.intents), len(labels.slots))
    values = np.concatenate([one.sheet.values for one in lists])
    network.mean.copy_(torch.from_numpy(values.mean(0)))
    network.scale.copy_(torch.from_numpy(1 / np.maximum(values.std(0), 1e-2)))
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=1e-2)
    steps = _EPOCHS * (len(lists) // _BATCH)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimiser, _RATE, total_steps=max(steps, 2), pct_start=0.1)
    network.train()
    for step in range(steps):
        batch = [_without_context(one, labels, chance) for one in chance.sample(lists, min(_BATCH, len(lists)))]
        inputs, right = collated(batch)
        claims, none = network(*inputs)
        loss = list_loss(claims, none, right)
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        schedule.step()
        if step % 50 == 0:
            stepped(step, steps, f"loss {loss.item():.3f}")
    return network.eval()


def list_loss(claims: Tensor, none: Tensor, right: Tensor) -> Tensor:
    """Minus the log-probability of the right claims, or of none where the row has none; mean over lists."""
    logits = torch.cat([claims, none], -1)
    wanted = torch.cat([right, 1 - right.amax(1, keepdim=True)], -1)
    good = logits.masked_fill(wanted == 0, -1e9).logsumexp(-1)
    return (logits.logsumexp(-1) - good).mean()


def collated(lists: Sequence[Listed]) -> tuple[tuple[Tensor, ...], Tensor]:
    """The network's inputs for several lists, padded, and (lists, claims) which are right."""
    longest = max(len(one.right) for one in lists)

    def padded(rows: Sequence[NDArray[Any]]) -> Tensor:
        whole = np.zeros((len(rows), longest, *rows[0].shape[1:]), rows[0].dtype)
        for place, row in enumerate(rows):
            whole[place, : len(row)] = row
        return torch.from_numpy(whole)

    pages = [one.sheet for one in lists]
    mask = padded([np.ones(len(one.right), np.float32) for one in lists])
    inputs = (
        padded([page.values for page in pages]),
        padded([page.intents for page in pages]),
        padded([page.slots for page in pages]),
        padded([page.topic for page in pages]),
        mask,
    )
    return inputs, padded([one.right for one in lists])


def _without_context(one: Listed, labels: KnownNames, chance: random.Random) -> Listed:
    """Now and then a list whose situation is unknown, so that the ranker does not lean on it alone."""
    return Listed(blank(one.sheet, labels.intent("")), one.right) if chance.random() < _CONTEXT_DROPPED else one


def blank(page: Sheet, nothing: int) -> Sheet:
    """The same claims said into silence.

    Args:
        page: The claims.
        nothing: The number that stands for no topic.
    """
    values = page.values.copy()
    values[:, CONTEXT] = 0.0
    return Sheet(values, page.intents, page.slots, np.full_like(page.topic, nothing))
