"""The shortlist: which skills claim an utterance, and with what bids."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialog.contained import ContainedSkill
from dialog.ranking.claim import Claim
from dialog.skill import Bid, Manifest, Request, Skill
from nlu import Interpretation, Reading

MOST_CLAIMS = 64
_FAINTEST_READING = 0.02


def collect_claims(
    skills: Sequence[Skill], candidates: Sequence[Request], failed: dict[str, Exception] | None = None
) -> tuple[Claim, ...]:
    """What each shortlisted skill claims: a bid for each reading of each candidate that it can serve.

    A skill is shortlisted for a reading it names in its manifest, or for one of its keywords in the utterance. One
    that is a fallback is left out where another skill claims the intent.

    Args:
        skills: All that are loaded.
        candidates: One request for each hypothesis of the recogniser, best first.
        failed: Takes the error of each skill that raised; it makes no claim.
    """
    taken = [_named(skills, request.interpretation) for request in candidates]
    claims: list[Claim] = []
    for skill in skills:
        try:
            claims += _claims(skill, candidates, taken)
        except Exception as error:  # any error of a skill is that skill's loss, nobody else's
            if failed is not None:
                failed[skill.manifest.name] = error
    return _without_fallbacks(skills, claims)[:MOST_CLAIMS]


def _named(skills: Sequence[Skill], said: Interpretation) -> Mapping[str, frozenset[str]]:
    """For each skill that a keyword names, the intents that it serves."""
    named = (skill.manifest for skill in skills if skill.manifest.is_named_in(said))
    return {manifest.name: frozenset(manifest.intents) for manifest in named}


def _claims(skill: Skill, candidates: Sequence[Request], named: Sequence[Mapping[str, frozenset[str]]]) -> list[Claim]:
    """What one skill claims; all its bids are asked for at once."""
    manifest = skill.manifest
    asked = [
        (place, rank, reading, replace(request, interpretation=_led_by(reading, request.interpretation)))
        for place, request in enumerate(candidates)
        for rank, reading in _readings(manifest, request.interpretation, manifest.name in named[place])
    ]
    bids = _bids(skill, [seen for *_, seen in asked])
    return [
        _claim(manifest, seen, place, reading, rank, bid, named[place])
        for (place, rank, reading, seen), bid in zip(asked, bids, strict=True)
        if bid is not None and bid.skill == manifest.name and bid.score > 0
    ]


def _bids(skill: Skill, requests: Sequence[Request]) -> Sequence[Bid | None]:
    if not requests:
        return ()
    return skill.bids(requests) if isinstance(skill, ContainedSkill) else [skill.bid(request) for request in requests]


def _claim(
    manifest: Manifest,
    seen: Request,
    place: int,
    reading: Reading,
    rank: int,
    bid: Bid,
    named: Mapping[str, frozenset[str]],
) -> Claim:
    said = seen.interpretation
    rivals = (intents for name, intents in named.items() if name != manifest.name)
    present, needs = {slot.name for slot in said.slots}, manifest.intents[reading.intent]
    return Claim(
        place,
        seen,
        reading,
        rank,
        bid,
        named=manifest.name in named,
        alone=manifest.is_all_of(said),
        taken=any(reading.intent in intents for intents in rivals),
        needed=len(present & set(needs)) / len(needs) if needs else 1.0,
    )


def _without_fallbacks(skills: Sequence[Skill], claims: Sequence[Claim]) -> tuple[Claim, ...]:
    last = {skill.manifest.name for skill in skills if skill.manifest.fallback}
    served = {claim.reading.intent for claim in claims if claim.skill not in last}
    return tuple(claim for claim in claims if claim.skill not in last or claim.reading.intent not in served)


def _readings(manifest: Manifest, said: Interpretation, named: bool) -> list[tuple[int, Reading]]:
    """The readings to bid for: those above the floor, or, where the skill is named, each that it serves."""
    claimed = [(rank, reading) for rank, reading in enumerate(said.readings) if reading.intent in manifest.intents]
    if not named:
        return [(rank, reading) for rank, reading in claimed if reading.confidence >= _FAINTEST_READING]
    unseen = set(manifest.intents) - {reading.intent for _, reading in claimed}
    return [*claimed, *((len(said.readings), Reading(intent, 0.0)) for intent in manifest.intents if intent in unseen)]


def _led_by(reading: Reading, said: Interpretation) -> Interpretation:
    """The interpretation with that reading first."""
    return replace(said, readings=(reading, *(other for other in said.readings if other != reading)))
