"""Scope and calibration of trained networks, from turns that they were not trained on."""

from collections.abc import Sequence
from dataclasses import replace

from dialog.ranking.card import Curve, RankerCard
from dialog.ranking.ranker import Ranker
from lab.dialog.ranking.calibration import Judged, fit_curves, fit_scope
from lab.dialog.ranking.judging import judged
from lab.dialog.ranking.turns import SimulatedTurn

_UNBOUNDED = 1e3


def uncalibrated(ranker: Ranker, scope: float = _UNBOUNDED) -> Ranker:
    """The ranker with plain probabilities: no skill's curve, and everything in scope unless a bound is given."""
    card = ranker.card.model_copy(update={"curves": {}, "curve": Curve(), "scope": scope})
    return replace(ranker, card=card)


def fitted(ranker: Ranker, turns: Sequence[SimulatedTurn]) -> tuple[RankerCard, list[Judged]]:
    """The card with its scope and its curves fitted, and the offers they were fitted on.

    Args:
        ranker: Its networks are used, its card's scope and curves are not.
        turns: Everyday turns that nothing was trained on.
    """
    raw = uncalibrated(ranker)
    scores = [raw.rank(turn.claims, turn.heard, turn.situation).outside for turn in turns if turn.claims]
    bounded = uncalibrated(ranker, fit_scope(scores))
    offers = [offer for turn in turns if (offer := judged(turn, bounded))]
    curve, curves = fit_curves(offers)
    return bounded.card.model_copy(update={"curve": curve, "curves": curves}), offers
