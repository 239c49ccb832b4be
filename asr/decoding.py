"""From a decoder's logits to tokens."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Protocol, TypeVar

import numpy as np

from asr.transcript import Hypothesis
from runtime.graph import Array

_REPEATS = {1: 6, 2: 4, 3: 4}  # of a stretch of so many tokens in a row, from which it is a loop
_REPEATS_OF_MORE = 2
_RIVAL = 0.2  # probability from which a second choice makes an alternative

State = TypeVar("State")
Adjust = Callable[[Array, Sequence[int]], Array]


class Decoder(Protocol[State]):
    """An autoregressive network that listens to one utterance. States are values: any may be continued again."""

    def step(self, tokens: Sequence[int], state: State | None) -> tuple[Array, State]:
        """Read tokens.

        Args:
            tokens: Those that follow the ones ``state`` has seen.
            state: None at the start.

        Returns:
            Logits of the next token, shape (vocabulary,), and the state behind ``tokens``.
        """
        ...


@dataclass(frozen=True, slots=True)
class Decoding:
    """Tokens and how likely each was.

    Attributes:
        tokens: Without the prompt and the end token.
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


@dataclass(frozen=True, slots=True)
class _Fork(Generic[State]):
    """A place where another token was nearly as likely.

    Attributes:
        at: How many tokens were decoded before.
        state: Before the token.
        rival: The second choice.
        probability: Of the rival.
    """

    at: int
    state: State
    rival: int
    probability: float


@dataclass(frozen=True, slots=True)
class Search:
    """How to decode.

    Attributes:
        prompt: Tokens to begin with.
        end: The token that ends an utterance.
        limit: The most tokens.
        alternatives: How many other decodings to look for, where the first was in doubt.
        adjust: Changes the logits, given the tokens so far.
    """

    prompt: tuple[int, ...]
    end: int
    limit: int
    alternatives: int = 0
    adjust: Adjust | None = None


def decode(decoder: Decoder[State], search: Search) -> list[Decoding]:
    """The greedy decoding, and those that differ from it where it was least certain, by their confidence.

    Alternatives take the rival of one token and go on greedily. A loop ends a decoding and is cut off.
    """
    logits, state = decoder.step(search.prompt, None)
    first, forks = _follow(decoder, search, Decoding((), (), finished=False), logits, state)
    found = [first]
    for fork in sorted(forks, key=lambda fork: -fork.probability)[: search.alternatives]:
        begun = Decoding(
            (*first.tokens[: fork.at], fork.rival),
            (*first.log_probabilities[: fork.at], math.log(fork.probability)),
            finished=fork.rival == search.end,
        )
        if begun.finished:
            found.append(replace(begun, tokens=begun.tokens[:-1]))
        else:
            found.append(_follow(decoder, search, begun, *decoder.step([fork.rival], fork.state))[0])
    return sorted(found, key=lambda one: -one.confidence)


def distinct(found: Sequence[Decoding], text: Callable[[Sequence[int]], str]) -> tuple[Hypothesis, ...]:
    """Decodings as hypotheses; of those with the same text, the most confident one."""
    best: dict[str, float] = {}
    for one in found:
        spelt = text(one.tokens)
        best[spelt] = max(one.confidence, best.get(spelt, 0.0))
    return tuple(Hypothesis(*one) for one in best.items())


def _follow(
    decoder: Decoder[State], search: Search, begun: Decoding, logits: Array, state: State
) -> tuple[Decoding, list[_Fork[State]]]:
    """Take the likeliest token at each step, until the end token, the limit or a loop."""
    tokens, scores = list(begun.tokens), list(begun.log_probabilities)
    forks: list[_Fork[State]] = []
    while len(tokens) < search.limit:
        if search.adjust is not None:
            logits = search.adjust(logits, tokens)
        token, rival = (int(one) for one in _best_two(logits))
        logs = _log_probabilities(logits)
        if math.exp(logs[rival]) >= _RIVAL:
            forks.append(_Fork(len(tokens), state, rival, math.exp(logs[rival])))
        scores.append(float(logs[token]))
        if token == search.end:
            return Decoding(tuple(tokens), tuple(scores), finished=True), forks
        tokens.append(token)
        length, repeats = _loop(tokens)
        if length:
            kept = len(tokens) - length * (repeats - 1)
            # A long stretch said twice is a decoder that has missed the end and started again: the first time counts.
            restarted = length not in _REPEATS
            return Decoding(tuple(tokens[:kept]), tuple(scores[:kept]), finished=restarted), forks
        if len(tokens) < search.limit:
            logits, state = decoder.step([token], state)
    return Decoding(tuple(tokens), tuple(scores), finished=False), forks


def _best_two(logits: Array) -> Array:
    top = np.argpartition(logits, -2)[-2:]
    return top[np.argsort(-logits[top])]


def _log_probabilities(logits: Array) -> Array:
    shifted = logits - logits.max()
    return np.asarray(shifted - np.log(np.exp(shifted).sum()))


def _loop(tokens: list[int]) -> tuple[int, int]:
    """Length of the stretch that stands too often in a row at the end, and how often; (0, 0) for none."""
    for length in range(1, len(tokens) // 2 + 1):
        repeats = _REPEATS.get(length, _REPEATS_OF_MORE)
        tail = tokens[-length * repeats :]
        if tail == tail[:length] * repeats:
            return length, repeats
    return 0, 0
