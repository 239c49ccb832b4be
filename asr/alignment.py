"""When each word was said."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from asr.transcript import Word
from runtime.audio import Samples
from runtime.graph import Array

_SMOOTH = 7  # steps of the median filter, as in Whisper's own alignment
_QUIET = 1e-3


def token_times(attention: Array, seconds: float) -> Array:
    """When each token begins, by dynamic time warping of where the decoder looked.

    The method of Whisper's reference implementation (https://github.com/openai/whisper, ``timing.py``).

    Args:
        attention: Shape (tokens + 1, steps): one row for each token, and one for the end.
        seconds: Of a step.

    Returns:
        Shape (tokens + 1,): the start of each token, and the end of the last, in seconds.
    """
    spread = attention.std(axis=0, keepdims=True)
    unusual = (attention - attention.mean(axis=0)) / np.maximum(spread, 1e-6)
    around = np.pad(unusual, ((0, 0), (_SMOOTH // 2, _SMOOTH // 2)), mode="symmetric")
    evidence = np.median(np.lib.stride_tricks.sliding_window_view(around, _SMOOTH, axis=1), axis=2)
    rows, steps = evidence.shape
    score = np.full(rows, -np.inf)
    score[0] = evidence[0, 0]
    advanced = np.zeros((steps, rows), bool)
    for step in range(1, steps):
        before = np.concatenate([[-np.inf], score[:-1]])
        advanced[step] = before > score
        score = np.where(advanced[step], before, score) + evidence[:, step]
    starts = np.zeros(rows)
    row = int(np.flatnonzero(np.isfinite(score))[-1])  # the last, unless there are fewer steps than tokens
    starts[row:] = steps
    for step in range(steps - 1, 0, -1):
        if advanced[step, row]:
            starts[row] = step
            row -= 1
    starts[: row + 1] = 0
    times: Array = np.maximum.accumulate(starts) * seconds
    return times


@dataclass(frozen=True, slots=True)
class Piece:
    """A token of a decoding.

    Attributes:
        text: What it spells.
        begins: Whether a word begins with it.
        probability: That the recogniser gave it.
    """

    text: str
    begins: bool
    probability: float


def words_of(text: str, pieces: Sequence[Piece], times: Array) -> tuple[Word, ...]:
    """The words of a text with their times and confidences: of each, the geometric mean without its punctuation.

    Args:
        text: Words with spaces between them.
        pieces: That spell it.
        times: Shape (pieces + 1,): the start of each, and the end of the last, in seconds.

    Returns:
        Nothing where pieces and words do not fit each other, as in languages without spaces.
    """
    firsts = [index for index, piece in enumerate(pieces) if piece.begins or index == 0]
    words = text.split()
    if not words or len(words) != len(firsts):
        return ()
    lasts = [*firsts[1:], len(pieces)]
    return tuple(
        Word(word, float(times[first]), float(times[last]), _confidence(pieces[first:last]))
        for word, first, last in zip(words, firsts, lasts, strict=True)
    )


def ending_of(pieces: Sequence[Piece]) -> float:
    """The probability of the full stop at the end; 0 where there is none."""
    last = pieces[-1] if pieces else None
    return last.probability if last and last.text.rstrip().endswith((".", "!", "?", "。", "？")) else 0.0


def spread_times(pieces: Sequence[Piece], samples: Samples, rate: int) -> Array:
    """Times for `words_of` where nothing was aligned: a guess, in proportion to the letters.

    Args:
        pieces: Of the text.
        samples: The sound; what is 30 dB below its loudest hundredth of a second at its ends is no speech.
        rate: In Hz.
    """
    size = rate // 100
    blocks = samples[: len(samples) // size * size].reshape(-1, size)
    power = np.square(blocks).mean(axis=1)
    loud = np.flatnonzero(power >= _QUIET * power.max()) if len(power) else np.zeros(1, int)
    start, end = loud[0] * size / rate, (loud[-1] + 1) * size / rate
    letters = np.cumsum([0, *(len(piece.text) for piece in pieces)])
    times: Array = start + (end - start) * letters / max(1, letters[-1])
    return times


def _confidence(pieces: Sequence[Piece]) -> float:
    spoken = [piece for piece in pieces if any(map(str.isalnum, piece.text))] or pieces
    return float(np.exp(np.mean([np.log(max(piece.probability, 1e-9)) for piece in spoken])))
