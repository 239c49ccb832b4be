"""When the user has finished speaking.

A state machine over the probabilities of the voice activity detector. Every frame moves a counter towards a limit, so
that no input, whatever it is, keeps the endpoint from coming: at the latest after ``patience + longest`` seconds.
"""

from collections import deque
from dataclasses import dataclass
from typing import Literal

from asr.activity import FRAME_SECONDS

State = Literal["waiting", "speaking", "pausing", "ended", "timed_out"]


@dataclass(frozen=True, slots=True)
class Pauses:
    """The endpointer's limits, in seconds unless said otherwise.

    Attributes:
        lower: The shortest pause that ends an utterance that sounds complete.
        upper: The pause that ends any utterance.
        onset: Speech needed, within the last half second, before an utterance begins; coughs and clicks have less.
        longest: An utterance is ended after this.
        patience: How long to wait for speech to begin.
        speech: Probability from which a silent frame becomes speech.
        silence: Probability below which a speech frame becomes silence; the gap keeps frames from flickering.
    """

    lower: float = 0.35
    upper: float = 1.0
    onset: float = 0.12
    longest: float = 30.0
    patience: float = 8.0
    speech: float = 0.5
    silence: float = 0.35

    def __post_init__(self) -> None:
        if not (0 < self.lower <= self.upper < self.longest and 0 < self.onset <= 0.5 and self.patience > 0):
            raise ValueError("Pauses need 0 < lower <= upper < longest, 0 < onset <= 0.5 and 0 < patience.")
        if not 0 < self.silence <= self.speech < 1:
            raise ValueError("Thresholds need 0 < silence <= speech < 1.")


class Endpointer:
    """Follows one utterance frame by frame.

    Attributes:
        state: Where the utterance is.
        silent: Frames since the last one with speech.
        complete: How complete the words so far are, in [0, 1]; whoever reads them sets it.
    """

    def __init__(self, pauses: Pauses | None = None) -> None:
        self.pauses = pauses or Pauses()
        self.reset()

    def reset(self) -> None:
        """Wait for the next utterance."""
        self.state: State = "waiting"
        self.complete = 0.5
        self._recent: deque[bool] = deque(maxlen=round(0.5 / FRAME_SECONDS))
        self._voiced = False
        self.silent = 0
        self._frames = 0

    @property
    def pause(self) -> float:
        """Seconds since the last frame of speech."""
        return self.silent * FRAME_SECONDS

    @property
    def needed(self) -> float:
        """The pause that would end the utterance now: ``upper`` for a torso, ``lower`` for a complete sentence."""
        complete = self.complete if 0.0 <= self.complete <= 1.0 else 0.0
        return self.pauses.upper - (self.pauses.upper - self.pauses.lower) * complete

    def push(self, probability: float) -> State:
        """Take the next frame's probability of speech; a value that is no number counts as silence."""
        if self.state in ("ended", "timed_out"):
            return self.state
        self._voiced = probability >= (self.pauses.silence if self._voiced else self.pauses.speech)
        self._frames += 1
        if self.state == "waiting":
            self._wait()
        else:
            self._follow()
        return self.state

    def finish(self) -> State:
        """The stream has ended."""
        self.state = "timed_out" if self.state == "waiting" else "ended"
        return self.state

    def _wait(self) -> None:
        self._recent.append(self._voiced)
        if sum(self._recent) * FRAME_SECONDS >= self.pauses.onset:
            self.state = "speaking"
            self._frames = len(self._recent)
        elif self._frames * FRAME_SECONDS >= self.pauses.patience:
            self.state = "timed_out"

    def _follow(self) -> None:
        self.silent = 0 if self._voiced else self.silent + 1
        self.state = "pausing" if self.silent else "speaking"
        if self._frames * FRAME_SECONDS >= self.pauses.longest or self.pause >= self.needed:
            self.state = "ended"
