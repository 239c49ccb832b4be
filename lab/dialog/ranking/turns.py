"""Simulated turns: an utterance, what the recogniser made of it, and the situation it was said into.

No public log of such turns exists, so the shares below are assumptions, written down in one place. What is measured on
simulated turns is measured without context as well.
"""

import random
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from dialog.clock import Clock
from dialog.ranking.claim import Claim, Situation, same_deed
from dialog.ranking.shortlist import collect_claims
from dialog.skill import Request, Skill
from lab.dialog.ranking.confusions import Confusions
from lab.nlu.training.utterances import Utterance
from nlu import Interpretation

Understand = Callable[[str, str], Interpretation]

_SEVERAL_HEARD = 0.5
_PLACE_OF_TRUTH = {0: 0.6, 1: 0.2, 2: 0.1, -1: 0.1}
_NO_TOPIC, _SAME_TOPIC = 0.45, 0.3
_TOPIC_MINUTES = 5.0
_RANG, _WAITING, _ACTIVE = 0.05, 0.1, 0.3
_NOT_INSTALLED = 0.08
_RINGING = ("timers", "alarms", "calendar")


@dataclass(frozen=True, slots=True)
class SimulatedTurn:
    """One simulated turn.

    Attributes:
        utterance: What was said, and what was meant.
        heard: The hypotheses, best first.
        truth: Which of them comes closest to what was said.
        situation: What it was said into.
        claims: Of the skills that are installed here.
        right: (claims,) whether the claim is what the user wanted; all false where none is.
    """

    utterance: Utterance
    heard: tuple[Interpretation, ...]
    truth: int
    situation: Situation
    claims: tuple[Claim, ...]
    right: tuple[bool, ...]


@dataclass(frozen=True, slots=True)
class World:
    """What turns are made with.

    Attributes:
        skills: Those that can be installed.
        clock: For the requests.
        understand: The student.
        confusions: For each locale, its words by sound.
        intents: All intents of commands, as often as they are meant.
        kindred: The same for each domain, such as ``alarm``.
    """

    skills: Sequence[Skill]
    clock: Clock
    understand: Understand
    confusions: Mapping[str, Confusions]
    intents: Sequence[str]
    kindred: Mapping[str, Sequence[str]]

    def turn(self, utterance: Utterance, chance: random.Random, *, worn: float = 0.0) -> SimulatedTurn:
        """A turn in which the utterance is said.

        Args:
            utterance: What.
            chance: Everything random comes from here.
            worn: How probable it is that it is said with words missing or amiss. Utterances that the student was
                trained on are worn, so that it is in doubt about them as it is about new ones.
        """
        edits = chance.choice((1, 1, 2, 3)) if chance.random() < worn else 0
        spoken = self._misheard(utterance, edits, chance)
        texts, truth = self._heard(spoken, utterance, chance)
        heard = tuple(self.understand(text, utterance.locale) for text in texts)
        situation = self._situation(utterance, chance)
        skills = [skill for skill in self.skills if chance.random() >= _NOT_INSTALLED]
        claims = collect_claims(skills, [Request(said, self.clock) for said in heard])
        return SimulatedTurn(utterance, heard, truth, situation, claims, right_claims(claims, utterance.intent, truth))

    def _misheard(self, utterance: Utterance, edits: int, chance: random.Random) -> str:
        return self.confusions[utterance.locale].misheard(utterance.text, utterance.locale, edits, chance)

    def _heard(self, spoken: str, utterance: Utterance, chance: random.Random) -> tuple[list[str], int]:
        """The recogniser's list, and the place of what was said (or what is closest to it)."""
        if chance.random() >= _SEVERAL_HEARD:
            return [spoken], 0
        confusions, locale = self.confusions[utterance.locale], utterance.locale
        others = {confusions.misheard(spoken, locale, edits, chance): edits for edits in (1, 1, 2)}
        others.pop(spoken, None)
        ordered = sorted(others, key=lambda text: others[text])
        place = chance.choices(list(_PLACE_OF_TRUTH), list(_PLACE_OF_TRUTH.values()))[0]
        if place < 0:
            chance.shuffle(ordered)
            return (ordered, ordered.index(min(ordered, key=lambda t: others[t]))) if ordered else ([spoken], 0)
        place = min(place, len(ordered))
        return [*ordered[:place], spoken, *ordered[place:]], place

    def _situation(self, utterance: Utterance, chance: random.Random) -> Situation:
        draw = chance.random()
        intent = ""
        if draw >= _NO_TOPIC:
            kindred = self.kindred.get(_domain(utterance.intent), ())
            intent = chance.choice(kindred if kindred and draw < _NO_TOPIC + _SAME_TOPIC else self.intents)
        return Situation(
            topic_skill=self._owner(intent),
            topic_intent=intent,
            topic_minutes=chance.uniform(0, _TOPIC_MINUTES) if intent else 0.0,
            rang=chance.choice(_RINGING) if chance.random() < _RANG else "",
            waiting=self._owner(chance.choice(self.intents)) if chance.random() < _WAITING else "",
            active=frozenset(name for name in _RINGING if chance.random() < _ACTIVE),
        )

    def _owner(self, intent: str) -> str:
        owners = [skill.manifest for skill in self.skills if intent in skill.manifest.intents]
        return min(owners, key=lambda manifest: manifest.fallback).name if owners else ""


def right_claims(claims: Sequence[Claim], intent: str, truth: int) -> tuple[bool, ...]:
    """Which claims are what was wanted: the intent's, on the closest hypothesis, and any that come to the same action.

    Where a keyword names one of several skills that serve the intent, it is that one.
    """
    meant = [claim for claim in claims if claim.hypothesis == truth and claim.reading.intent == intent]
    meant = [claim for claim in meant if claim.named] or meant
    return tuple(
        claim.hypothesis == truth and any(same_deed(claim.bid, other.bid) for other in meant) for claim in claims
    )


def by_domain(intents: Sequence[str]) -> Mapping[str, Sequence[str]]:
    """For each domain, its intents, as often as they are there."""
    found: dict[str, list[str]] = defaultdict(list)
    for intent in intents:
        found[_domain(intent)].append(intent)
    return found


def _domain(intent: str) -> str:
    return intent.partition("_")[0]


def vocabulary(utterances: Sequence[Utterance]) -> Mapping[str, Confusions]:
    """For each locale, its words by sound."""
    texts: dict[str, list[str]] = defaultdict(list)
    for utterance in utterances:
        texts[utterance.locale].append(utterance.text)
    return {locale: Confusions.of(found) for locale, found in texts.items()}


def highest_confidence(claims: Sequence[Claim]) -> int:
    """The claim whose reading the student is surest of, over all hypotheses: the baseline; -1 where there is none.

    Of claims to the same reading it is the one with a keyword, then the one that bids more.
    """
    order = [(claim.reading.confidence, claim.named, claim.score) for claim in claims]
    return max(range(len(order)), key=lambda place: order[place]) if order else -1
