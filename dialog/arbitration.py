"""Which skill answers, if any: shortlist, bids, and a decision by expected cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dialog.decision import Cause, Decision, DecisionKind, Offer
from dialog.ranking.claim import Claim, Situation, same_deed
from dialog.ranking.ranker import Ranker
from dialog.skill import Bid, Confirmation, Manifest, Request
from nlu import Interpretation

_NEAR_TIE = 0.85
_SAID_NOTHING_ELSE = 0.95  # where the utterance is a word that only this skill answers to

# Costs in units of "a harmless wrong action": what the user loses by each outcome.
_WRONG, _WRONG_AND_GRAVE = 1.0, 20.0
_ASKED = 0.25
_DECLINED_BUT_WANTED, _DECLINED = 0.9, 0.2


@dataclass(frozen=True, slots=True)
class RankedBid:
    """A bid, the request it is for, and how probable it is that the user wants just this."""

    bid: Bid
    request: Request
    probability: float

    @property
    def offer(self) -> Offer:
        """What a decision keeps of it."""
        return Offer(self.bid.skill, self.probability, self.bid.evidence)


def rank_bids(
    claims: Sequence[Claim], heard: Sequence[Interpretation], situation: Situation, ranker: Ranker
) -> tuple[RankedBid, ...]:
    """What each skill bids: its best claim, with the calibrated probability that this is wanted; likeliest first.

    How much of the probability is a skill's comes from the network, which does not see what it bids. Its scores only
    split its own part among its own claims, so that boasting gains it nothing.

    Args:
        claims: Of all skills.
        heard: The hypotheses they are about, best first.
        situation: What was said before.
        ranker: Says how probable each claim is.
    """
    if not claims:
        return ()
    probabilities = [float(value) for value in ranker.rank(claims, heard, situation).claims]
    bids = []
    for name in dict.fromkeys(claim.skill for claim in claims):
        own = [(claim, value) for claim, value in zip(claims, probabilities, strict=True) if claim.skill == name]
        claim, part = _best(own)
        probability = ranker.card.calibrated(name, part)
        if any(claim.alone for claim, _ in own):
            probability = max(probability, _SAID_NOTHING_ELSE)
        bids.append(RankedBid(claim.bid, claim.request, probability))
    return tuple(sorted(bids, key=lambda ranked: -ranked.probability))


def _best(own: Sequence[tuple[Claim, float]]) -> tuple[Claim, float]:
    """A skill's best claim, and its part of the probability: that of all its claims that come to the same action."""
    weights = [value * claim.score**2 for claim, value in own]
    whole, part = sum(weights), sum(value for _, value in own)
    best = max(range(len(own)), key=lambda place: weights[place])
    bid = own[best][0].bid
    same = sum(weight for (claim, _), weight in zip(own, weights, strict=True) if same_deed(claim.bid, bid))
    return own[best][0], part * same / whole if whole > 0 else 0.0


def policy_for(ranked: RankedBid, manifests: Mapping[str, Manifest]) -> Confirmation:
    """When the user is asked first; never where nothing would be done, as where a skill only says what it lacks."""
    if ranked.bid.action is None:
        return "never"
    return manifests[ranked.bid.skill].policy(ranked.request.interpretation.intent)


def is_grave(ranked: RankedBid, manifests: Mapping[str, Manifest]) -> bool:
    """Whether it is done only after a yes, however sure the ranker is and wherever the wish comes from."""
    if ranked.bid.action is None:
        return False
    return ranked.bid.risk >= 1 or policy_for(ranked, manifests) == "always"


def decide(bids: Sequence[RankedBid], manifests: Mapping[str, Manifest]) -> tuple[Decision, tuple[RankedBid, ...]]:
    """The choice with the least expected cost, and the bids it is about.

    A wrong action costs more the riskier it is; a question costs little; declining costs what the user wanted. What is
    grave is asked however sure the ranker is.
    Two bids that are nearly tied are a question, never a guess.
    """
    if not bids:
        return Decision("decline", Cause.NO_BID), ()
    best = bids[0]
    rivals = [o for o in bids if o.probability >= _NEAR_TIE * best.probability and o.bid.action is not None]
    right, risk = best.probability, best.bid.risk
    policy = policy_for(best, manifests)
    costs: dict[DecisionKind, float] = {
        "act": (1 - right) * (_WRONG + (_WRONG_AND_GRAVE - _WRONG) * risk),
        "confirm": _ASKED + (1 - right) * _ASKED * 2,
        "decline": _DECLINED + right * (_DECLINED_BUT_WANTED - _DECLINED),
    }
    if is_grave(best, manifests):
        del costs["act"]
    elif policy == "never" or risk == 0:
        del costs["confirm"]
    if len(rivals) > 1 and policy != "always":
        covered = min(sum(rival.probability for rival in rivals), 1.0)
        costs = {"ask_which": _ASKED + (1 - covered) * _ASKED * 2, "decline": costs["decline"]}
    kind = min(costs, key=lambda choice: costs[choice])
    about: tuple[RankedBid, ...] = (best,)
    slot = ""
    if kind == "decline":
        about = ()
    elif kind == "ask_which":
        about = tuple(rivals[:3])
    elif best.bid.missing:
        kind, slot = "ask_slot", best.bid.missing[0]
    offers = tuple(ranked.offer for ranked in about)
    return Decision(kind, Cause.EXPECTED_COST, offers, slot, costs), about
