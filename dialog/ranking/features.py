"""Claims as numbers: recogniser, intent, slot and context features, in one row a claim."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from dialog.ranking.claim import Claim, Situation
from nlu import Interpretation

Floats = NDArray[np.float32]
Numbers = NDArray[np.int64]

_FAINTEST = 1e-4
_MINUTES = 5.0
_MOST_HYPOTHESES = 5
CONTEXT = slice(0, 7)
"""Where the context features stand, so that their worth can be measured without them."""


@dataclass(frozen=True, slots=True)
class KnownNames:
    """Names that the network knows by number; the last number is for all others."""

    intents: tuple[str, ...]
    slots: tuple[str, ...]

    def intent(self, name: str) -> int:
        """Number of an intent."""
        return self.intents.index(name) if name in self.intents else len(self.intents)

    def slot_row(self, said: Interpretation) -> Floats:
        """(slots,) confidence of each slot type in the utterance, 0 where it is not there."""
        row = np.zeros(len(self.slots), np.float32)
        for slot in said.slots:
            if slot.name in self.slots:
                place = self.slots.index(slot.name)
                row[place] = max(row[place], slot.confidence)
        return row


@dataclass(frozen=True, slots=True)
class Sheet:
    """A list of claims as arrays.

    Attributes:
        values: (claims, features).
        intents: (claims,) number of the reading's intent.
        slots: (claims, slots) confidence of each slot of the claim's hypothesis.
        topic: (claims,) number of the intent talked about last, the same in every row.
    """

    values: Floats
    intents: Numbers
    slots: Floats
    topic: Numbers


def sheet(
    claims: Sequence[Claim],
    heard: Sequence[Interpretation],
    situation: Situation,
    opinions: Floats,
    labels: KnownNames,
) -> Sheet:
    """The features of a list of claims.

    Args:
        claims: At least one.
        heard: The hypotheses they are about, best first.
        situation: What was said before.
        opinions: (hypotheses, intents + 1) log-probabilities of the second opinion; the last is for "none of them".
        labels: Numbers of intents and slots.
    """
    backing = _backing(heard)
    shared = [_of_hypothesis(said, place, len(heard)) for place, said in enumerate(heard)]
    rows = []
    for claim in claims:
        own = opinions[claim.hypothesis]
        rows.append(
            [
                *_of_context(claim, situation),
                *_of_reading(claim, heard[claim.hypothesis], backing),
                *shared[claim.hypothesis],
                float(own[labels.intent(claim.reading.intent)]) if claim.reading.intent in labels.intents else -5.0,
                float(own[-1]),
                float(own[:-1].max()),
            ]
        )
    return Sheet(
        values=np.array(rows, np.float32),
        intents=np.array([labels.intent(claim.reading.intent) for claim in claims], np.int64),
        slots=np.stack([labels.slot_row(heard[claim.hypothesis]) for claim in claims]),
        topic=np.full(len(claims), labels.intent(situation.topic_intent), np.int64),
    )


def _of_context(claim: Claim, situation: Situation) -> list[float]:
    recent = 1 - min(situation.topic_minutes / _MINUTES, 1.0)
    same = claim.skill == situation.topic_skill
    return [
        float(same),
        float(same) * recent,
        float(claim.reading.intent == situation.topic_intent),
        float(situation.topic_skill != ""),
        float(claim.skill == situation.rang),
        float(claim.skill == situation.waiting),
        float(claim.skill in situation.active),
    ]


def _of_reading(claim: Claim, said: Interpretation, backing: Mapping[str, float]) -> list[float]:
    probability = max(claim.reading.confidence, _FAINTEST)
    best = max(said.confidence, _FAINTEST)
    return [
        probability,
        log(probability),
        log(probability / best),
        float(claim.place == 0),
        min(claim.place, 5) / 5,
        backing[claim.reading.intent],
        float(claim.named),
        float(claim.alone),
        float(claim.taken),
        claim.needed,
    ]


def _of_hypothesis(said: Interpretation, place: int, count: int) -> list[float]:
    probabilities = [max(reading.confidence, _FAINTEST) for reading in said.readings]
    words = len(said.utterance.split())
    return [
        float(place == 0),
        place / _MOST_HYPOTHESES,
        float(count > 1),
        min(count, _MOST_HYPOTHESES) / _MOST_HYPOTHESES,
        -sum(p * log(p) for p in probabilities),
        probabilities[0],
        probabilities[0] - (probabilities[1] if len(probabilities) > 1 else 0.0),
        float(said.in_scope),
        min(words, 20) / 20,
        min(len(said.slots), 5) / 5,
        float(np.mean([slot.confidence for slot in said.slots])) if said.slots else 0.0,
    ]


def _backing(heard: Sequence[Interpretation]) -> Mapping[str, float]:
    """For each intent, its mean confidence over the hypotheses."""
    backing: dict[str, float] = defaultdict(float)
    for said in heard:
        for reading in said.readings:
            backing[reading.intent] += reading.confidence / len(heard)
    return backing


FEATURES = 7 + 10 + 11 + 3
