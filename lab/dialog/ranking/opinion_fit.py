"""Trains the second opinion, and keeps what it says of its own training data honest by cross-fitting."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch.nn import functional

from dialog.ranking.features import Floats, Numbers
from dialog.ranking.grams import BUCKETS
from dialog.ranking.networks import Opinion
from dialog.ranking.ranker import gram_arrays
from lab.nlu.training.utterances import Utterance

Stepped = Callable[[int, int, str], None]

WIDTH, HIDDEN = 16, 96
_BATCH, _EPOCHS = 128, 6
_RATE = 4e-3
_DROPPED = 0.15  # of the pieces of a text, so that it learns to do without any of them


@dataclass(frozen=True, slots=True)
class Text:
    """A text to learn from.

    Attributes:
        grams: Its pieces' numbers.
        label: Number of its intent; the number of intents for none of them.
    """

    grams: Numbers
    label: int


def texts(utterances: Sequence[Utterance], intents: Sequence[str]) -> list[Text]:
    """Utterances as numbers."""
    numbers = {intent: place for place, intent in enumerate(intents)} | {"": len(intents)}
    found = []
    for utterance in utterances:
        arrays = gram_arrays([utterance.text])
        found.append(Text(arrays["grams"][0], numbers[utterance.intent]))
    return found


def fit(rows: Sequence[Text], intents: int, seed: int, stepped: Stepped) -> Opinion:
    """Train on some texts."""
    torch.manual_seed(seed)
    chance = np.random.default_rng(seed)
    network = Opinion(BUCKETS, WIDTH, HIDDEN, intents)
    optimiser = torch.optim.AdamW(network.parameters(), lr=_RATE, weight_decay=1e-4)
    steps = _EPOCHS * (len(rows) // _BATCH)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda step: max(1 - step / steps, 0.02))
    network.train()
    for step in range(steps):
        batch = [rows[place] for place in chance.integers(0, len(rows), _BATCH)]
        grams, weights = _padded([row.grams for row in batch], chance)
        loss = functional.nll_loss(network(grams, weights), torch.tensor([row.label for row in batch]))
        optimiser.zero_grad()
        torch.autograd.backward(loss)
        optimiser.step()
        schedule.step()
        if step % 50 == 0:
            stepped(step, steps, f"loss {loss.item():.3f}")
    return network.eval()


def _padded(rows: Sequence[Numbers], chance: np.random.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    kept = [row[chance.random(len(row)) >= _DROPPED] if len(row) > 1 else row for row in rows]
    longest = max(max(len(row) for row in kept), 1)
    grams = np.zeros((len(rows), longest), np.int64)
    weights = np.zeros(grams.shape, np.float32)
    for place, row in enumerate(kept):
        grams[place, : len(row)] = row
        weights[place, : len(row)] = max(len(row), 1) ** -0.5
    return torch.from_numpy(grams), torch.from_numpy(weights)


def opinions(network: Opinion, spoken: Sequence[str]) -> Floats:
    """(texts, intents + 1) log-probabilities."""
    arrays = gram_arrays(spoken)
    with torch.inference_mode():
        found: Floats = network(torch.from_numpy(arrays["grams"]), torch.from_numpy(arrays["weights"])).numpy()
    return found


@dataclass(frozen=True, slots=True)
class Folds:
    """Opinions by networks that have not seen the utterance: one for each fold of the utterances.

    Attributes:
        networks: The one at a place was trained on all folds but that.
    """

    networks: Sequence[Opinion]

    def of(self, utterance: Utterance) -> Opinion:
        """The network that was trained without this utterance and its translations."""
        return self.networks[fold_of(utterance, len(self.networks))]


def fold_of(utterance: Utterance, folds: int) -> int:
    """Which fold an utterance and its translations belong to."""
    return random.Random(utterance.id).randrange(folds)
