"""Whisper's decoder for one utterance, with a cache that grows or with one of fixed size."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np

from asr.decoding import Decoder
from runtime import Session
from runtime.graph import Array


class LookingDecoder(Decoder[Any], Protocol):
    """A decoder that can tell where in the speech it looked."""

    def looks(self, tokens: Sequence[int]) -> Array:
        """Where the alignment heads look at each of ``tokens``, shape (tokens, steps)."""
        ...


@dataclass(frozen=True, slots=True)
class Cache:
    """What the decoder remembers of the tokens it has read.

    Attributes:
        past: Their keys and values, (layers, 2, heads, places, head).
        tokens: Those read.
    """

    past: Array
    tokens: tuple[int, ...]


class _TokenByToken(ABC):
    """Reads one token after the other, and remembers where it looked.

    Tokens that are read together share the scale of their 8-bit activations, and those of the first one are so large
    that little is left for the others.
    """

    def __init__(self, empty: Array) -> None:
        self._empty = Cache(empty, ())
        self._looked: dict[tuple[int, ...], Array] = {}

    def step(self, tokens: Sequence[int], state: Cache | None) -> tuple[Array, Cache]:
        """See `asr.decoding.Decoder.step`."""
        cache = state or self._empty
        for token in tokens:
            logits, looked, past = self._read(token, cache)
            cache = Cache(past, (*cache.tokens, token))
            self._looked[cache.tokens] = looked
        return logits, cache

    def looks(self, tokens: Sequence[int]) -> Array:
        """See `LookingDecoder.looks`; what was decoded is not read again."""
        read = tuple(tokens)
        if read not in self._looked:
            self.step(read, None)
        return np.stack([self._looked[read[: place + 1]] for place in range(len(read))])

    @abstractmethod
    def _read(self, token: int, cache: Cache) -> tuple[Array, Array, Array]:
        """Logits (vocabulary,), looks (steps,), and the keys and values of all tokens so far."""


class GrowingDecoder(_TokenByToken):
    """Its cache grows with every token.

    Args:
        session: Of `asr.whisper.graphs.decoder_spec`.
        cross: From the encoder.
    """

    def __init__(self, session: Session, cross: Array) -> None:
        layers, parts, heads, _, head = cross.shape
        super().__init__(np.zeros((layers, parts, heads, 0, head), np.float32))
        self._session = session
        self._cross = cross

    def _read(self, token: int, cache: Cache) -> tuple[Array, Array, Array]:
        given = {"tokens": np.array([[token]], np.int64), "past": cache.past, "cross": self._cross}
        outputs = self._session.run(given)
        return outputs["logits"][0], outputs["attention"][0], outputs["present"]


class SteppingDecoder(_TokenByToken):
    """Its arrays have bucket sizes from the start, so that no step pads them.

    Args:
        session: Of `asr.whisper.graphs.step_spec`.
        cross: From the encoder.
        limit: The most tokens that will be read.
    """

    def __init__(self, session: Session, cross: Array, limit: int) -> None:
        buckets = session.spec.buckets
        shape = (*cross.shape[:3], _bucket(limit, buckets["places"]), cross.shape[4])
        super().__init__(np.zeros(shape, np.float32))
        self._session = session
        self._steps = cross.shape[3]
        width = _bucket(self._steps, buckets["steps"])
        heard = np.zeros((1, width), np.float32)
        heard[:, : self._steps] = 1.0
        grown = np.zeros((*cross.shape[:3], width, cross.shape[4]), np.float32)
        grown[:, :, :, : self._steps] = cross
        grown.setflags(write=False)  # the same at every step: a runtime need not copy it again
        self._fixed = {"cross": grown, "heard": heard}

    def _read(self, token: int, cache: Cache) -> tuple[Array, Array, Array]:
        place = len(cache.tokens)
        outputs = self._session.run(
            {
                "token": np.array([[token]], np.int64),
                "place": np.array([place], np.int64),
                "past": cache.past,
                **self._fixed,
            }
        )
        longer = cache.past.copy()
        longer[:, :, :, place] = outputs["new"][:, :, :, 0]
        return outputs["logits"][0], outputs["attention"][0, : self._steps], longer


def _bucket(size: int, sizes: Sequence[int]) -> int:
    return next((bucket for bucket in sorted(sizes) if bucket >= size), size)
