"""From a decoder's logits to tokens."""

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from runtime.graph import Array

_REPEATS = 4


class Decoder(Protocol):
    """An autoregressive network that listens to one utterance."""

    def step(self, token: int) -> Array:
        """Logits of the token that follows ``token``, shape (vocabulary,)."""
        ...


@dataclass(frozen=True, slots=True)
class Decoding:
    """Tokens and how likely each was.

    Attributes:
        tokens: Without the start and end tokens.
        log_probabilities: Of each token, and of the end token where it was reached.
        finished: Whether the end token was reached, rather than the limit or a loop.
    """

    tokens: tuple[int, ...]
    log_probabilities: tuple[float, ...]
    finished: bool

    @property
    def confidence(self) -> float:
        """Geometric mean of the probabilities; halved for a decoding that did not end by itself."""
        mean = math.exp(sum(self.log_probabilities) / max(1, len(self.log_probabilities)))
        return mean if self.finished else mean / 2


def greedy(decoder: Decoder, start: int, end: int, limit: int) -> Decoding:
    """Take the likeliest token at each step, until the end token, ``limit`` tokens, or a loop, which is cut off."""
    tokens: list[int] = []
    scores: list[float] = []
    token = start
    while len(tokens) < limit:
        logits = decoder.step(token)
        token = int(logits.argmax())
        scores.append(_log_probability(logits, token))
        if token == end:
            return Decoding(tuple(tokens), tuple(scores), finished=True)
        tokens.append(token)
        if loop := _loop(tokens):
            kept = len(tokens) - loop * (_REPEATS - 1)
            return Decoding(tuple(tokens[:kept]), tuple(scores[:kept]), finished=False)
    return Decoding(tuple(tokens), tuple(scores), finished=False)


def _log_probability(logits: Array, token: int) -> float:
    shifted = logits - logits.max()
    return float(shifted[token] - np.log(np.exp(shifted).sum()))


def _loop(tokens: list[int]) -> int:
    """Length of the stretch that stands ``_REPEATS`` times in a row at the end; 0 for none."""
    for length in range(1, len(tokens) // _REPEATS + 1):
        tail = tokens[-length * _REPEATS :]
        if tail == tail[:length] * _REPEATS:
            return length
    return 0
