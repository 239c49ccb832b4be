"""What the arbitration networks say about themselves, and the check that their files are the ones they came with."""

import hashlib
from collections.abc import Mapping
from math import exp, log
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

from dialog.errors import DialogError
from nlu import Interpretation
from nlu.values.language import language

_AGAIN = "Install the package again, or make the model with `python -m lab learn arbitration`."
_EDGE = 1e-6
_FARTHEST = 20.0
_STUDENT = 0.5  # half a voice: the readings were never shown anything outside


class Curve(BaseModel):
    """Beta calibration (Kull et al. 2017): a probability's log-odds, stretched, bent and moved.

    Attributes:
        slope: Factor of the log-odds.
        bend: How much more it stretches towards 0 than towards 1; without it this is Platt scaling. Never more than
            the slope either way, so that the order of claims stays.
        offset: Added to them.
    """

    model_config = ConfigDict(frozen=True)

    slope: float = 1.0
    bend: float = 0.0
    offset: float = 0.0

    def __call__(self, probability: float) -> float:
        """The calibrated probability."""
        kept = min(max(probability, _EDGE), 1 - _EDGE)
        up, down = log(kept), log(1 - kept)
        return 1 / (1 + exp(-(self.slope * (up - down) + self.bend * (up + down) + self.offset)))


class RankerCard(BaseModel):
    """The card of the arbitration networks, ``card.json`` beside their files.

    Attributes:
        locales: Those whose languages the opinion has read; of others it has none.
        intents: Names of the opinion's outputs, without the last, which is "none of them".
        slots: Slot types that the ranker knows.
        width: Of the opinion's embedding.
        hidden: Of its hidden layer.
        scope: Score of :func:`outside` at which an utterance is as likely outside as inside.
        curves: For each skill that was there when the model was made, its calibration.
        curve: For every other skill.
        student: SHA-256 of the student network whose readings it was trained on.
        files: SHA-256 of each file.
    """

    model_config = ConfigDict(frozen=True)

    locales: tuple[str, ...] = ()
    intents: tuple[str, ...]
    slots: tuple[str, ...]
    width: int
    hidden: int
    scope: float = 0.0
    curves: Mapping[str, Curve]
    curve: Curve
    student: str
    files: Mapping[str, str]

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Read the card and check every file it names.

        Raises:
            DialogError: ``arbitration.missing`` or ``arbitration.corrupt``.
        """
        file = folder / "card.json"
        if not file.exists():
            raise DialogError("arbitration.missing", f"There is no arbitration model in {folder}.", _AGAIN)
        card = cls.model_validate_json(file.read_text("utf-8"))
        for name, digest in card.files.items():
            if not (folder / name).exists():
                raise DialogError("arbitration.missing", f"{folder / name} is not there.", _AGAIN)
            if sha256(folder / name) != digest:
                raise DialogError(
                    "arbitration.corrupt", f"{folder / name} is not the file the model was made with.", _AGAIN
                )
        return card

    def reads(self, locale: str) -> bool:
        """Whether the opinion knows the language of a locale."""
        return language(locale) in {language(known) for known in self.locales}

    def inside(self, score: float) -> float:
        """Probability that an utterance is something the assistant is for, from its :func:`outside`."""
        return 1 / (1 + exp(min(score - self.scope, _FARTHEST)))

    def calibrated(self, skill: str, probability: float) -> float:
        """The probability that a skill's offer is right, from the network's."""
        return self.curves.get(skill, self.curve)(probability)


def outside(none: float, said: Interpretation) -> float:
    """How far an utterance is from all that the assistant is for, in log-odds that add up.

    Args:
        none: Log-probability by the second opinion that it fits no intent.
        said: As the student sees it: how probable it is in scope, and how sure of its likeliest reading.
    """
    return min(max(none, -_FARTHEST), 0.0) - log_odds(said.scope) - _STUDENT * log_odds(said.confidence)


def log_odds(probability: float) -> float:
    """Of a probability that is kept away from 0 and 1."""
    kept = min(max(probability, _EDGE), 1 - _EDGE)
    return log(kept / (1 - kept))


def sha256(file: Path) -> str:
    """Hex digest of a file."""
    with file.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
