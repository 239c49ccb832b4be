"""Utterances of similar length, padded to a rectangle."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor

from lab.tts.training.corpus import Utterance


@dataclass(frozen=True, slots=True, eq=False)
class Batch:
    """Padded tensors of several utterances.

    Attributes:
        ids: (batch, phonemes).
        phonemes: Mask (batch, phonemes), true where a phoneme is.
        units: Durations (batch, phonemes), zero where padded.
        tokens: The phoneme of each unit (batch, units).
        spoken: Mask (batch, units).
        f0: Hz (batch, frames).
        energy: (batch, frames).
        mel: (batch, 80, frames).
    """

    ids: Tensor
    phonemes: Tensor
    units: Tensor
    tokens: Tensor
    spoken: Tensor
    f0: Tensor
    energy: Tensor
    mel: Tensor


class Batches:
    """Batches by step: the same step gives the same batch, whatever was drawn before."""

    def __init__(self, utterances: Sequence[Utterance], frames: int, seed: int) -> None:
        self._utterances, self._seed = utterances, seed
        by_length = sorted(range(len(utterances)), key=lambda index: len(utterances[index].f0))
        self._groups = _grouped(by_length, [len(utterance.f0) for utterance in utterances], frames)

    def at(self, step: int) -> Batch:
        """The batch of a step: every group once an epoch, in an order of the epoch's own."""
        epoch, place = divmod(step, len(self._groups))
        order = np.random.default_rng((self._seed, epoch)).permutation(len(self._groups))
        return pad([self._utterances[index] for index in self._groups[order[place]]])


def pad(utterances: Sequence[Utterance]) -> Batch:
    """One batch of the given utterances."""
    units = _rows([utterance.units for utterance in utterances]).long()
    tokens = _rows([np.repeat(np.arange(len(utterance.units)), utterance.units) for utterance in utterances]).long()
    lengths = torch.tensor([int(utterance.units.sum()) for utterance in utterances])
    mels = [torch.from_numpy(utterance.mel.T) for utterance in utterances]
    return Batch(
        ids=_rows([utterance.ids for utterance in utterances]).long(),
        phonemes=units > 0,
        units=units,
        tokens=tokens,
        spoken=torch.arange(tokens.shape[1]) < lengths[:, None],
        f0=_rows([utterance.f0 for utterance in utterances]),
        energy=_rows([utterance.energy for utterance in utterances]),
        mel=torch.nn.utils.rnn.pad_sequence(mels, batch_first=True, padding_value=SILENCE).transpose(1, 2),
    )


SILENCE = -11.5  # log-mel of nothing


def _rows(arrays: Sequence[np.ndarray]) -> Tensor:
    return torch.nn.utils.rnn.pad_sequence([torch.from_numpy(array) for array in arrays], batch_first=True)


def _grouped(order: Sequence[int], lengths: Sequence[int], frames: int) -> list[list[int]]:
    groups: list[list[int]] = [[]]
    for index in order:
        if groups[-1] and lengths[index] * (len(groups[-1]) + 1) > frames:
            groups.append([])
        groups[-1].append(index)
    return groups
