"""Whether the offer that would be followed is what the simulated user wanted."""

from dialog.arbitration import rank_bids
from dialog.ranking.claim import Situation, same_deed
from dialog.ranking.ranker import Ranker
from dialog.skill import Bid
from lab.dialog.ranking.calibration import Judged
from lab.dialog.ranking.turns import SimulatedTurn


def judged(turn: SimulatedTurn, ranker: Ranker, situation: Situation | None = None) -> Judged | None:
    """The best offer, and whether it is right; None where there is no offer.

    Args:
        turn: A simulated turn.
        ranker: Ranks its claims.
        situation: Instead of the turn's own.
    """
    offers = rank_bids(turn.claims, turn.heard, situation or turn.situation, ranker)
    if not offers:
        return None
    best = offers[0]
    right = is_right(turn, best.bid, best.request.interpretation.intent)
    return Judged(best.bid.skill, best.probability, right)


def is_right(turn: SimulatedTurn, bid: Bid, intent: str) -> bool:
    """Whether a bid for an intent is what was wanted, on whatever hypothesis it was made."""
    wanted = [claim for claim, good in zip(turn.claims, turn.right, strict=True) if good]
    return any(
        claim.skill == bid.skill and (claim.reading.intent == intent or same_deed(claim.bid, bid)) for claim in wanted
    )
