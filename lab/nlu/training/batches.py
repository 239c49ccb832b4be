"""Batches of similar length, in an order that a seed fixes."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lab.nlu.training.massive import Example
from nlu.labels import OUTSIDE, Labels
from nlu.network import masked
from nlu.pieces import PieceTokenizer

IGNORED = -100
_POOL = 50


@dataclass(frozen=True, slots=True)
class Item:
    """An example as numbers: piece ids, intent or ``IGNORED``, and for each piece its slot or ``IGNORED``."""

    ids: tuple[int, ...]
    intent: int
    slots: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Batch:
    """Tensors of one step.

    Attributes:
        ids: (batch, length) int64.
        mask: (batch, length) float32, 1 for a piece and 0 for padding.
        intent: (batch,) int64, ``IGNORED`` where there is no label.
        slots: (batch, length) int64, ``IGNORED`` but for the first piece of each unit.
        places: (batch,) int64, where each utterance stands in the list the batch was taken from.
    """

    ids: Tensor
    mask: Tensor
    intent: Tensor
    slots: Tensor
    places: Tensor


def encode(example: Example, tokenizer: PieceTokenizer, labels: Labels) -> Item:
    """Turn an example into numbers; the first piece of each unit carries the unit's slot."""
    encoded = tokenizer.encode(example.annotated.text)
    slots = [IGNORED] * len(encoded.ids)
    if not example.intent:
        return Item(encoded.ids, IGNORED, tuple(slots))
    for head, unit in zip(encoded.heads, encoded.units, strict=True):
        slot = next((s.slot for s in example.annotated.spans if s.start <= unit.start < s.end), OUTSIDE)
        slots[head] = labels.slots.index(slot)
    return Item(encoded.ids, labels.intents.index(example.intent), tuple(slots))


def collate(all_items: Sequence[Item], places: Sequence[int], pad: int) -> Batch:
    """Pad the chosen items to the longest of them."""
    items = [all_items[place] for place in places]
    lengths = torch.tensor([len(item.ids) for item in items])
    longest = int(lengths.max())

    def padded(rows: Sequence[tuple[int, ...]], fill: int) -> Tensor:
        table = np.full((len(rows), longest), fill, np.int64)
        for line, row in zip(table, rows, strict=True):
            line[: len(row)] = row
        return torch.from_numpy(table)

    return Batch(
        padded([item.ids for item in items], pad),
        masked(lengths, longest),
        torch.tensor([item.intent for item in items]),
        padded([item.slots for item in items], IGNORED),
        torch.tensor(places),
    )


def in_order(items: Sequence[Item], size: int, pad: int) -> Iterator[Batch]:
    """All items once, the short ones first, for networks that are only asked."""
    order = sorted(range(len(items)), key=lambda place: len(items[place].ids))
    for start in range(0, len(order), size):
        yield collate(items, order[start : start + size], pad)


def shuffled(items: Sequence[Item], size: int, pad: int, seed: int, together: int = 1) -> Iterator[Batch]:
    """One epoch: shuffle, sort within pools so that a batch wastes little padding, shuffle the batches.

    Args:
        items: To batch.
        size: Utterances of a batch.
        pad: Id of the padding piece.
        seed: Fixes the order.
        together: So many batches in a row are of like length, for processes that wait for one another.
    """
    chance = random.Random(seed)
    order = list(range(len(items)))
    chance.shuffle(order)
    rows: list[list[list[int]]] = []
    left: list[list[int]] = []
    for start in range(0, len(order), size * _POOL):
        pool = sorted(order[start : start + size * _POOL], key=lambda place: len(items[place].ids))
        groups = [pool[at : at + size] for at in range(0, len(pool), size)]
        whole = len(groups) - len(groups) % together
        rows += [groups[at : at + together] for at in range(0, whole, together)]
        left += groups[whole:]
    chance.shuffle(rows)
    for group in (*(group for row in rows for group in row), *left):
        yield collate(items, group, pad)
