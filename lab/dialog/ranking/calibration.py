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
    """The curve with the least log loss, and the least distance to the prior."""
    if not offers:
        return prior
    kept = np.clip([offer.probability for offer in offers], _EDGE, 1 - _EDGE)
    up, down, right = np.log(kept), np.log(1 - kept), np.array([offer.right for offer in offers], float)
    # In terms of what log p and log(1 - p) are multiplied by, which must not be negative.
    start = np.array([prior.slope + prior.bend, prior.slope - prior.bend, prior.offset])

    def loss(curve: Floats) -> float:
        rise, fall, offset = curve
        logits = rise * up - fall * down + offset
        misfit = np.logaddexp(0.0, logits) - right * logits
        return float(misfit.sum() + _TOWARDS_ALL / 2 * ((curve - start) ** 2).sum())

    rise, fall, offset = minimize(loss, start, bounds=((0.02, 5.0), (0.02, 5.0), (-5.0, 5.0))).x
    return Curve(slope=float(rise + fall) / 2, bend=float(rise - fall) / 2, offset=float(offset))


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
