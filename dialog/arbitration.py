"""Which skill answers, if any: shortlist, bids, and a decision by expected cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dialog.skill import Bid, Manifest, Request, Skill
from nlu import Interpretation, Reading

DecisionKind = Literal["act", "confirm", "ask_slot", "ask_which", "decline"]

_FAINTEST_READING = 0.02
_KEYWORD_ODDS = 12.0
_TAKEN = 0.15
_SAID_NOTHING_ELSE = 0.95
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
    share of the probability comes from the readings and the keyword, which it cannot influence; its scores only say
    which of its own intents fits, and how well it can serve it.

    Args:
        skills: All that are loaded.
        candidates: One request for each hypothesis of the recogniser, best first.
        failed: Takes the error of each skill that raised; it makes no offer.
    """
    offers = []
    heard = [(request, _taken(skills, request)) for request in candidates]
    for skill in skills:
        try:
            found = [offer for request, taken in heard for offer in _offers(skill, request, taken)]
        except Exception as error:  # any error of a skill is that skill's loss, nobody else's
            if failed is not None:
                failed[skill.manifest.name] = error
            continue
        if found:
            offers.append(max(found, key=lambda offer: offer.probability))
    return tuple(sorted(offers, key=lambda offer: -offer.probability))


def _taken(skills: Sequence[Skill], request: Request) -> frozenset[str]:
    """The intents of the skills that a keyword names: it explains the intent, and others lose most of their claim."""
    named = (skill.manifest for skill in skills if skill.manifest.is_named_in(request.interpretation))
    return frozenset(intent for manifest in named for intent in manifest.intents)


def _offers(skill: Skill, request: Request, taken: frozenset[str]) -> list[Offer]:
    """An offer for each reading; the skill's share of the probability is split by how well each reading fits."""
    said = request.interpretation
    named = skill.manifest.is_named_in(said)
    bids: list[tuple[Bid, Request, float]] = []
    for reading in _readings(skill.manifest, said, named):
        seen = replace(request, interpretation=_led_by(reading, said))
        bid = skill.bid(seen)
        if bid is not None:
            bids.append((bid, seen, max(reading.confidence, _FAINTEST_READING) * _score(bid) ** 2))
    whole = sum(weight for _, _, weight in bids)
    share = _share(skill.manifest, said, named, taken)
    return [
        Offer(bid, seen, share * _score(bid) * _weight_of_action(bid, bids) / whole)
        for bid, seen, weight in bids
        if weight > 0
    ]


def _weight_of_action(bid: Bid, bids: Sequence[tuple[Bid, Request, float]]) -> float:
    """The weight of all readings that come to the same action, whatever their intents are called."""
    return sum(weight for other, _, weight in bids if other is bid or (bid.action and other.action == bid.action))


def _share(manifest: Manifest, said: Interpretation, named: bool, taken: frozenset[str]) -> float:
    """How probable it is that the user wants this skill at all."""
    if manifest.is_all_of(said):
        return _SAID_NOTHING_ELSE
    share = sum(
        reading.confidence * (1 if named or reading.intent not in taken else _TAKEN)
        for reading in said.readings
        if reading.intent in manifest.intents
    )
    share = min(share, 1.0) * (1.0 if said.in_scope else _OUT_OF_SCOPE)
    if not named:
        return share
    odds = _KEYWORD_ODDS * max(share, _FAINTEST_READING)
    return odds / (odds + 1 - share)


def _score(bid: Bid) -> float:
    return min(max(bid.score, 0.0), 1.0)


def _readings(manifest: Manifest, said: Interpretation, named: bool) -> list[Reading]:
    """The readings to bid for: those above the floor, or, where the skill is named, each that it serves."""
    claimed = [reading for reading in said.readings if reading.intent in manifest.intents]
    if not named:
        return [reading for reading in claimed if reading.confidence >= _FAINTEST_READING]
    unseen = set(manifest.intents) - {reading.intent for reading in claimed}
    return [*claimed, *(Reading(intent, 0.0) for intent in manifest.intents if intent in unseen)]


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
    if policy == "never" or (policy == "when_doubtful" and risk == 0):
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
