"""How well what the assistant is for is told from what it is not."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pydantic import BaseModel, ConfigDict
from scipy.stats import mannwhitneyu

from lab.nlu.training.utterances import elsewhere
from nlu.student import Student

Floats = NDArray[np.float64]


class Separation(BaseModel):
    """Commands against sentences that fit no intent.

    Attributes:
        inside: Number of commands.
        auroc: Area under the receiver operating characteristic.
        by_confidence: The same of the likeliest intent's probability alone, the baseline.
        refused: Percent of the others refused where 95 % of these commands are accepted.
        accepted: Percent of the commands accepted at the threshold that ships.
    """

    model_config = ConfigDict(frozen=True)

    inside: int
    auroc: float
    by_confidence: float
    refused: float
    accepted: float


class ScopeScores(BaseModel):
    """Sentences of CLINC150's val partition that fit no intent, against commands.

    Attributes:
        outside: Number of those sentences.
        refused: Percent of them refused at the threshold that ships.
        massive: Against English commands of MASSIVE's dev partition.
        clinc: Against the commands of CLINC150's val partition that the assistant serves too: the same crowd.
    """

    model_config = ConfigDict(frozen=True)

    outside: int
    refused: float
    massive: Separation
    clinc: Separation


def scope_scores(student: Student, commands: Sequence[str], text: Path) -> ScopeScores:
    """Score the student as it is used.

    Args:
        student: To score.
        commands: English commands that it was not trained on.
        text: Folder of CLINC150.
    """
    said = elsewhere(text, "val")
    outside = _asked(student, [each.text for each in said if each.source == "clinc.val.oos"])
    served = _asked(student, [each.text for each in said if each.source == "clinc.val.served"])
    threshold = student.card.refuse_below
    return ScopeScores(
        outside=len(outside),
        refused=100 * float(np.mean(outside[:, 0] < threshold)),
        massive=_separation(_asked(student, commands), outside, threshold),
        clinc=_separation(served, outside, threshold),
    )


def _asked(student: Student, texts: Sequence[str]) -> Floats:
    """(texts, 2): probability of being in scope, and of the likeliest intent."""
    found = [student.understand(text, "en-US") for text in texts]
    return np.array([(each.scope, each.confidence) for each in found])


def _separation(inside: Floats, outside: Floats, threshold: float) -> Separation:
    return Separation(
        inside=len(inside),
        auroc=auroc(inside[:, 0], outside[:, 0]),
        by_confidence=auroc(inside[:, 1], outside[:, 1]),
        refused=100 * float(np.mean(outside[:, 0] < np.quantile(inside[:, 0], 0.05))),
        accepted=100 * float(np.mean(inside[:, 0] >= threshold)),
    )


def auroc(higher: ArrayLike, lower: ArrayLike) -> float:
    """How often a value of the first list is above one of the second, ties counting half."""
    return float(mannwhitneyu(higher, lower).statistic) / (np.size(higher) * np.size(lower))
