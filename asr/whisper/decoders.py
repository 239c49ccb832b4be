"""Whisper's decoder for one utterance, with a cache that grows or with one of fixed size."""

from collections.abc import Mapping, Sequence
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


class GrowingDecoder:
    """Takes any number of tokens; its state is the cache.

    Args:
        session: Of `asr.whisper.graphs.decoder_spec`.
        cross: From the encoder.
    """

    def __init__(self, session: Session, cross: Array) -> None:
        self._session = session
        self._cross = cross
        layers, parts, heads, _, head = cross.shape
        self._empty = np.zeros((layers, parts, heads, 0, head), np.float32)

    def step(self, tokens: Sequence[int], state: Array | None) -> tuple[Array, Array]:
        """See `asr.decoding.Decoder.step`."""
        outputs = self._run(tokens, self._empty if state is None else state)
        return outputs["logits"][0], outputs["present"]

    def looks(self, tokens: Sequence[int]) -> Array:
        """See `LookingDecoder.looks`."""
        return self._run(tokens, self._empty)["attention"]

    def _run(self, tokens: Sequence[int], past: Array) -> Mapping[str, Array]:
        return self._session.run({"tokens": np.array([tokens], np.int64), "past": past, "cross": self._cross})


@dataclass(frozen=True, slots=True)
class Cache:
    """What the decoder remembers of the tokens it has read.

    Attributes:
        past: (layers, 2, heads, places, head), filled up to the number of tokens.
        tokens: Those read.
    """

    past: Array
    tokens: tuple[int, ...]

    def followed_by(self, token: int, new: Array) -> "Cache":
        """A cache with one token more, given its keys and values (layers, 2, heads, 1, head)."""
        longer = self.past.copy()
        longer[:, :, :, len(self.tokens)] = new[:, :, :, 0]
        return Cache(longer, (*self.tokens, token))


class SteppingDecoder:
    """Takes one token after the other; its arrays have bucket sizes from the start, so that no step pads them.

    Args:
        session: Of `asr.whisper.graphs.step_spec`.
        cross: From the encoder.
        limit: The most tokens that will be read.
    """

    def __init__(self, session: Session, cross: Array, limit: int) -> None:
        self._session = session
        self._steps = cross.shape[3]
        buckets = session.spec.buckets
        width = _bucket(self._steps, buckets["steps"])
        heard = np.zeros((1, width), np.float32)
        heard[:, : self._steps] = 1.0
        grown = np.zeros((*cross.shape[:3], width, cross.shape[4]), np.float32)
        grown[:, :, :, : self._steps] = cross
        grown.setflags(write=False)  # the same at every step: a runtime need not copy it again
        self._fixed = {"cross": grown, "heard": heard}
        shape = (*cross.shape[:3], _bucket(limit, buckets["places"]), cross.shape[4])
        self._empty = Cache(np.zeros(shape, np.float32), ())
        self._looked: dict[tuple[int, ...], Array] = {}

    def step(self, tokens: Sequence[int], state: Cache | None) -> tuple[Array, Cache]:
        """See `asr.decoding.Decoder.step`."""
        cache = state or self._empty
        for token in tokens:
            outputs = self._session.run(
                {
                    "token": np.array([[token]], np.int64),
                    "place": np.array([len(cache.tokens)], np.int64),
                    "past": cache.past,
                    **self._fixed,
                }
            )
            cache = cache.followed_by(token, outputs["new"])
            self._looked[cache.tokens] = outputs["attention"][0, : self._steps]
        return outputs["logits"][0], cache

    def looks(self, tokens: Sequence[int]) -> Array:
        """See `LookingDecoder.looks`; what was decoded is not read again."""
        read = tuple(tokens)
        if read not in self._looked:
            self.step(read, None)
        return np.stack([self._looked[read[: place + 1]] for place in range(len(read))])


def _bucket(size: int, sizes: Sequence[int]) -> int:
    return next((bucket for bucket in sorted(sizes) if bucket >= size), size)
