"""What is ranked: one skill's claim that one reading of one hypothesis is for it, and the situation it is made in."""

from dataclasses import dataclass

from dialog.skill import Bid, Request
from nlu import Reading


@dataclass(frozen=True, slots=True)
class Claim:
    """A skill's bid for one reading of one hypothesis.

    Attributes:
        hypothesis: Place of the hypothesis in the recogniser's list.
        request: What the skill would serve; its interpretation is led by the reading.
        reading: Which reading.
        place: Its place among the hypothesis's readings.
        bid: The skill's bid. Its score says only which of its own claims fits best: the network never sees it.
        named: Whether one of the skill's keywords is in the utterance.
        alone: Whether the utterance is nothing but a keyword of the skill.
        taken: Whether a keyword names another skill that serves the intent.
        needed: Share of the slots that the intent needs, and the utterance has.
    """

    hypothesis: int
    request: Request
    reading: Reading
    place: int
    bid: Bid
    named: bool = False
    alone: bool = False
    taken: bool = False
    needed: float = 1.0

    @property
    def skill(self) -> str:
        """Whose claim it is."""
        return self.bid.skill

    @property
    def score(self) -> float:
        """The bid's score, which says nothing beyond [0, 1]."""
        return min(max(self.bid.score, 0.0), 1.0)


def same_deed(one: Bid, other: Bid) -> bool:
    """Whether two bids come to the same: one action of one skill, or one evidence where it names no action."""
    if one.skill != other.skill:
        return False
    return one.action == other.action if one.action and other.action else one.evidence == other.evidence


@dataclass(frozen=True, slots=True)
class Situation:
    """What an utterance is said into.

    Attributes:
        topic_skill: Who answered last; empty where nothing was talked about lately.
        topic_intent: What that was about.
        topic_minutes: How long ago.
        rang: Whose alarm, timer or reminder rang just now; empty for none.
        waiting: Whose question is open; empty for none.
        active: Skills that have something running or set.
    """

    topic_skill: str = ""
    topic_intent: str = ""
    topic_minutes: float = 0.0
    rang: str = ""
    waiting: str = ""
    active: frozenset[str] = frozenset()
