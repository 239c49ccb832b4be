"""Confidences that are probabilities, for each skill: fit and error."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from dialog.ranking.card import Curve
from dialog.ranking.features import Floats

BINS = 10
_TOWARDS_ALL = 20.0
_WITHIN = 0.975
_EDGE = 1e-6


@dataclass(frozen=True, slots=True)
class Judged:
    """An offer that turned out right or wrong.

    Attributes:
        skill: Whose.
        probability: That it is right, as was thought.
        right: Whether it was.
    """

    skill: str
    probability: float
    right: bool


def fit_curves(offers: Sequence[Judged]) -> tuple[Curve, Mapping[str, Curve]]:
    """One curve for all skills, and one for each, which is drawn towards the first where there is little to go by."""
    everybody = _fitted(offers, Curve())
    grouped: dict[str, list[Judged]] = defaultdict(list)
    for offer in offers:
        grouped[offer.skill].append(offer)
    return everybody, {name: _fitted(own, everybody) for name, own in sorted(grouped.items())}


def fit_scope(scores: Sequence[float]) -> float:
    """The score beyond which an utterance counts as outside: all but a few commands are within it.

    Args:
        scores: Of commands, by ``dialog.ranking.card.outside``.
    """
    return float(np.quantile(scores, _WITHIN))


def _fitted(offers: Sequence[Judged], prior: Curve) -> Curve:
    """The slope and offset with the least log loss, and the least distance to the prior's."""
    if not offers:
        return prior
    kept = np.clip([offer.probability for offer in offers], _EDGE, 1 - _EDGE)
    odds, right = np.log(kept / (1 - kept)), np.array([offer.right for offer in offers], float)

    def loss(curve: Floats) -> float:
        slope, offset = curve
        logits = slope * odds + offset
        misfit = np.logaddexp(0.0, logits) - right * logits
        away = (slope - prior.slope) ** 2 + (offset - prior.offset) ** 2
        return float(misfit.sum() + _TOWARDS_ALL / 2 * away)

    found = minimize(loss, np.array([prior.slope, prior.offset]), bounds=((0.05, 5.0), (-5.0, 5.0))).x
    return Curve(slope=float(found[0]), offset=float(found[1]))


def calibration_error(offers: Sequence[Judged], bins: int = BINS) -> float:
    """Expected calibration error over bins of equal width (Naeini 2015), in [0, 1]."""
    return sum(abs(mean - share) * count for mean, share, count in reliability(offers, bins)) / max(len(offers), 1)


def reliability(offers: Sequence[Judged], bins: int = BINS) -> list[tuple[float, float, int]]:
    """For each bin that is not empty: mean probability, share that was right, and how many."""
    if not offers:
        return []
    thought = np.array([offer.probability for offer in offers])
    right = np.array([offer.right for offer in offers])
    place = np.minimum((thought * bins).astype(int), bins - 1)
    found = []
    for number in np.unique(place):
        inside = place == number
        found.append((float(thought[inside].mean()), float(right[inside].mean()), int(inside.sum())))
    return found
