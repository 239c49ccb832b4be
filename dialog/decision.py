"""What the dialogue decides about an utterance: the one value that arbitration, events, journal and scripts share."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Literal

DecisionKind = Literal["act", "confirm", "ask_slot", "ask_which", "decline"]


class Cause(StrEnum):
    """Why a decision was made."""

    EXPECTED_COST = "expected_cost"
    """It has the least expected cost; see ``Decision.costs``."""
    POLICY = "policy"
    """The skill wants this confirmed however sure the ranker is."""
    MISSING_SLOT = "missing_slot"
    """After an answer, another slot is still missing."""
    ANSWERED = "answered"
    """The user answered a question."""
    NOT_ANSWERED = "not_answered"
    """The utterance is no answer to the open question, which is asked again."""
    PIN = "pin"
    """After the yes the PIN is wanted, or it was wrong."""
    PIN_LOCKED = "pin_locked"
    """The PIN was wrong too often."""
    GIVEN_UP = "given_up"
    """A question was asked too often."""
    CANCELLED = "cancelled"
    """The user wants no more of an open question."""
    CORRECTION = "correction"
    """The last request again, with a value corrected."""
    CONTINUATION = "continuation"
    """The last request again, for another value."""
    UNDO = "undo"
    """The last deed is taken back."""
    NOTHING_TO_UNDO = "nothing_to_undo"
    """There is no deed that can be taken back."""
    UNLEARNED = "unlearned"
    """A learned rewrite is taken back."""
    REPEAT = "repeat"
    """The last words are said again."""
    AFTER_RING = "after_ring"
    """What rang is silenced."""
    NO_BID = "no_bid"
    """No skill bids."""
    NOTHING_HEARD = "nothing_heard"
    """There were no words."""
    UNRECORDED = "unrecorded"
    """An older journal does not say."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A skill's bid as the decision sees it.

    Attributes:
        skill: Its name.
        probability: That the user wants just this.
        evidence: Why, in a few words.
    """

    skill: str
    probability: float
    evidence: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """What to do in this turn.

    Attributes:
        kind: Act, ask first (whether, which, or for a slot), or decline.
        cause: Why.
        offers: Those it is about, best first; one unless ``ask_which``, none where the dialogue itself answers.
        slot: The slot to ask for.
        costs: Expected cost of each choice there was, where costs decided, in units of a harmless wrong action.
    """

    kind: DecisionKind
    cause: Cause
    offers: tuple[Offer, ...] = ()
    slot: str = ""
    costs: Mapping[DecisionKind, float] = field(default_factory=dict)
