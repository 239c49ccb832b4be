"""Recordings with hesitations: pauses put between words that were said, and the silence behind the last one.

Read sentences hold few pauses, and commands to a machine that was recorded by pressing a button none. People who think
while they speak pause for half a second in the median, and for more than one in a tenth of all pauses (Heldner and
Edlund 2010, "Pauses, gaps and overlaps in conversations"); such pauses are put where a word ends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from asr.activity import RATE
from asr.transcript import Word
from runtime import Audio
from runtime.audio import Samples

_MEDIAN, _SPREAD = 0.5, 0.6  # of the log-normal length of a pause, in seconds and e-folds
_SEARCH = RATE // 10  # the quietest place within so many samples of where a word ends
_WINDOW = RATE // 50
_BEHIND = 2 * RATE


@dataclass(frozen=True, slots=True)
class Hesitation:
    """A pause that was put in.

    Attributes:
        at: Sample of the recording behind which it stands.
        length: Samples.
    """

    at: int
    length: int


def hesitations(audio: Audio, words: Sequence[Word], chance: np.random.Generator) -> tuple[Hesitation, ...]:
    """One pause behind a word other than the last, of a length as people make them; none where there are no two words.

    Args:
        audio: 16 kHz.
        words: With their times.
        chance: Chooses.
    """
    if len(words) < 2:
        return ()
    word = words[int(chance.integers(0, len(words) - 1))]
    length = float(np.clip(chance.lognormal(np.log(_MEDIAN), _SPREAD), 0.1, 2.5))
    return (Hesitation(_quietest(audio.samples, int(word.end * RATE)), int(length * RATE)),)


def hesitant(audio: Audio, pauses: Sequence[Hesitation], chance: np.random.Generator) -> Audio:
    """The recording with pauses and two seconds of silence behind, all filled with its own background noise.

    Args:
        audio: 16 kHz.
        pauses: In order.
        chance: Of the noise.
    """
    noise = _background(audio.samples)
    parts, at = [], 0
    for pause in pauses:
        parts += [audio.samples[at : pause.at], _noise(noise, pause.length, chance)]
        at = pause.at
    return Audio(np.concatenate([*parts, audio.samples[at:], _noise(noise, _BEHIND, chance)]), RATE)


def _quietest(samples: Samples, near: int) -> int:
    """The middle of the quietest 20 ms close to a sample."""
    start, end = max(0, near - _SEARCH), min(len(samples), near + _SEARCH)
    power = np.convolve(np.square(samples[start:end]), np.ones(_WINDOW), "valid")
    return start + int(power.argmin()) + _WINDOW // 2 if len(power) else near


def _background(samples: Samples) -> Samples:
    """The quietest tenth of a second."""
    size = RATE // 10
    if len(samples) <= size:
        return np.zeros(size, np.float32)
    power = np.convolve(np.square(samples), np.ones(size), "valid")
    start = int(power.argmin())
    return samples[start : start + size]


def _noise(background: Samples, length: int, chance: np.random.Generator) -> Samples:
    """Noise with the spectrum of the background: its pieces in random places and directions, cross-faded."""
    size = len(background)
    window = np.hanning(size).astype(np.float32)
    made = np.zeros(length + 2 * size, np.float32)
    for start in range(0, length + size, size // 2):
        piece = np.roll(background, int(chance.integers(size)))[:: int(chance.choice([-1, 1]))]
        made[start : start + size] += piece * window
    return made[size : size + length]
