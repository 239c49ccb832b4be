"""When each word was said."""

from collections.abc import Sequence

import numpy as np
from scipy.ndimage import median_filter

from asr.transcript import Word
from runtime.graph import Array

_SMOOTH = 7  # steps of the median filter, as in Whisper's own alignment


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
    evidence = median_filter((attention - attention.mean(axis=0)) / np.maximum(spread, 1e-6), (1, _SMOOTH))
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


def words_of(text: str, begins: Sequence[bool], probabilities: Sequence[float], times: Array) -> tuple[Word, ...]:
    """The words of a text with their times.

    Args:
        text: Words with spaces between them.
        begins: For each token, whether it begins a word.
        probabilities: Of each token.
        times: From `token_times`.

    Returns:
        Nothing where tokens and words do not fit each other, as in languages without spaces.
    """
    firsts = [index for index, first in enumerate(begins) if first or index == 0]
    words = text.split()
    if len(words) != len(firsts):
        return ()
    lasts = [*firsts[1:], len(begins)]
    return tuple(
        Word(word, float(times[first]), float(times[last]), float(np.exp(np.mean(np.log(probabilities[first:last])))))
        for word, first, last in zip(words, firsts, lasts, strict=True)
    )


def spread_words(text: str, confidence: float, start: float, end: float) -> tuple[Word, ...]:
    """Words spread over a stretch of speech in proportion to their letters: a guess, where nothing was aligned."""
    words = text.split()
    edges = np.cumsum([0, *(len(word) + 1 for word in words)]) * (end - start) / max(1, len(text) + 1) + start
    return tuple(
        Word(word, float(first), float(last), confidence)
        for word, first, last in zip(words, edges, edges[1:], strict=False)
    )
