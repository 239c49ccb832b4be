"""Which skill answers, if any: shortlist, bids, and a decision by expected cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dialog.skill import Bid, Manifest, Request, Skill
from nlu import Interpretation, Reading

DecisionKind = Literal["act", "confirm", "ask_slot", "ask_which", "decline"]

_FAINTEST_READING = 0.02
_KEYWORD_STRENGTH = 0.85
_OUT_OF_SCOPE = 0.3
_NEAR_TIE = 0.85

# Costs in units of "a harmless wrong action": what the user loses by each outcome.
_WRONG, _WRONG_AND_GRAVE = 1.0, 20.0
_ASKED = 0.25
_DECLINED_BUT_WANTED, _DECLINED = 0.9, 0.2


@dataclass(frozen=True, slots=True)
class Offer:
    """A bid, the request it is for, and how probable it is that the user wants just this."""

    bid: Bid
    request: Request
    probability: float


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do in this turn.

    Attributes:
        kind: Act, ask first (whether, which, or for a slot), or decline.
        offers: The offers it is about, best first; one unless ``ask_which``.
        slot: The slot to ask for.
        why: For the person who looks.
    """

    kind: DecisionKind
    offers: tuple[Offer, ...] = ()
    slot: str = ""
    why: str = ""


def collect_offers(
    skills: Sequence[Skill], candidates: Sequence[Request], failed: dict[str, Exception] | None = None
) -> tuple[Offer, ...]:
    """What each shortlisted skill offers, at its best reading of its best candidate; most probable first.

    A skill is shortlisted for a reading it names in its manifest, or for one of its keywords in the utterance. Its
    probability comes from the reading and the keyword, which the skill cannot influence, times its own score.

    Args:
        skills: All that are loaded.
        candidates: One request for each hypothesis of the recogniser, best first.
        failed: Takes the error of each skill that raised; it makes no offer.
    """
    offers = []
    for skill in skills:
        try:
            found = [offer for request in candidates for offer in _offers(skill, request)]
        except Exception as error:  # any error of a skill is that skill's loss, nobody else's
            if failed is not None:
                failed[skill.manifest.name] = error
            continue
        if found:
            offers.append(max(found, key=lambda offer: offer.probability))
    return tuple(sorted(offers, key=lambda offer: -offer.probability))


def _offers(skill: Skill, request: Request) -> list[Offer]:
    offers = []
    spoken_for = skill.manifest.is_named_in(request.interpretation)
    for reading in _readings(skill.manifest, request.interpretation, spoken_for):
        seen = replace(request, interpretation=_led_by(reading, request.interpretation))
        bid = skill.bid(seen)
        if bid is None:
            continue
        prior = reading.confidence if reading.intent in skill.manifest.intents else 0.0
        if not request.interpretation.in_scope:
            prior *= _OUT_OF_SCOPE
        if spoken_for:
            prior = 1 - (1 - prior) * (1 - _KEYWORD_STRENGTH)
        offers.append(Offer(bid, seen, prior * min(max(bid.score, 0.0), 1.0)))
    return offers


def _readings(manifest: Manifest, said: Interpretation, spoken_for: bool) -> list[Reading]:
    claimed = [r for r in said.readings if r.intent in manifest.intents and r.confidence >= _FAINTEST_READING]
    return claimed or (list(said.readings[:1]) if spoken_for else [])


def _led_by(reading: Reading, said: Interpretation) -> Interpretation:
    """The interpretation with that reading first."""
    return replace(said, readings=(reading, *(other for other in said.readings if other != reading)))


def decide(offers: Sequence[Offer], manifests: Mapping[str, Manifest]) -> Decision:
    """The choice with the least expected cost.

    A wrong action costs more the riskier it is; a question costs little; declining costs what the user wanted.
    Two offers that are nearly tied are a question, never a guess.
    """
    if not offers:
        return Decision("decline", why="no skill offers")
    best = offers[0]
    rivals = [o for o in offers if o.probability >= _NEAR_TIE * best.probability and o.bid.action is not None]
    right, risk = best.probability, best.bid.risk
    policy = manifests[best.bid.skill].confirmation
    costs: dict[DecisionKind, float] = {
        "act": (1 - right) * (_WRONG + (_WRONG_AND_GRAVE - _WRONG) * risk),
        "confirm": _ASKED + (1 - right) * _ASKED * 2,
        "decline": _DECLINED + right * (_DECLINED_BUT_WANTED - _DECLINED),
    }
    if policy == "never" and risk == 0:
        del costs["confirm"]
    if policy == "always":
        del costs["act"]
    if len(rivals) > 1 and policy != "always":
        covered = min(sum(rival.probability for rival in rivals), 1.0)
        costs = {"ask_which": _ASKED + (1 - covered) * _ASKED * 2, "decline": costs["decline"]}
    kind = min(costs, key=lambda choice: costs[choice])
    why = ", ".join(f"{name} {cost:.2f}" for name, cost in costs.items())
    match kind:
        case "decline":
            return Decision("decline", (), why=why)
        case "ask_which":
            return Decision("ask_which", tuple(rivals[:3]), why=why)
        case _ if best.bid.missing:
            return Decision("ask_slot", (best,), slot=best.bid.missing[0], why=why)
    return Decision(kind, (best,), why=why)
