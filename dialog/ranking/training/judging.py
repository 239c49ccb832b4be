"""Whether the offer that would be followed is what the simulated user wanted."""

from dialog.arbitration import Offer, collect_offers
from dialog.ranking.claim import Situation
from dialog.ranking.ranker import Ranker
from dialog.ranking.training.calibration import Judged
from dialog.ranking.training.turns import Turn


def judged(turn: Turn, ranker: Ranker, situation: Situation | None = None) -> Judged | None:
    """The best offer, and whether it is right; None where there is no offer.

    Args:
        turn: A simulated turn.
        ranker: Ranks its claims.
        situation: Instead of the turn's own.
    """
    offers = collect_offers(turn.claims, turn.heard, situation or turn.situation, ranker)
    return Judged(offers[0].bid.skill, offers[0].probability, is_right(turn, offers[0])) if offers else None


def is_right(turn: Turn, offer: Offer) -> bool:
    """Whether the offer is for the right skill and intent, or comes to the same action, on whatever hypothesis."""
    right = [claim for claim, good in zip(turn.claims, turn.right, strict=True) if good]
    return any(
        claim.skill == offer.bid.skill
        and (
            claim.reading.intent == offer.request.interpretation.intent
            or (claim.bid.action is not None and claim.bid.action == offer.bid.action)
        )
        for claim in right
    )
