"""Where the dialogue stands: what was asked and not answered yet, and what was just talked about."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal

from dialog.ranking.claim import Situation
from dialog.skill import Manifest
from nlu import Interpretation, Slot

Question = Literal["slot", "confirm", "which", "pin"]

QUESTION_LIVES = timedelta(minutes=2)
CONTEXT_LIVES = timedelta(minutes=5)
CONTEXT_TURNS = 8


@dataclass(frozen=True, slots=True)
class Pending:
    """A question that the user has not answered yet.

    Attributes:
        kind: Whether a slot's value, a yes or no, one of several skills, or the PIN was asked for.
        skill: Whose question it is.
        request: What the user wanted, with the slots so far.
        slot: The slot asked for.
        choices: For ``which``: each skill with the request it would serve.
        asked: When.
        tries: How often it has been asked.
        text: The question as it was said.
        deed: What a yes is to: the deed in the words in which it was named. Where it is no longer the same, it counts
            for nothing.
        found: The same, where the skill named it only once it had looked.
    """

    kind: Question
    skill: str
    request: Interpretation
    asked: datetime
    slot: str = ""
    choices: tuple[tuple[str, Interpretation], ...] = ()
    tries: int = 1
    text: str = ""
    deed: str = ""
    found: str = ""

    @property
    def expects(self) -> str:
        """What it asks for: the slot's name, ``confirm``, ``which`` or ``pin``."""
        return self.slot if self.kind == "slot" else self.kind


@dataclass(frozen=True, slots=True)
class Topic:
    """What a finished turn was about, for the turns after it.

    Attributes:
        at: When.
        skill: Who answered.
        request: What was wanted, with all slots.
        data: What the reply left for later turns.
        undo: What the skill needs to take it back; empty where it cannot.
    """

    at: datetime
    skill: str
    request: Interpretation
    data: Mapping[str, object]
    undo: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rang:
    """What was announced last, which "stop" and "snooze" are about."""

    at: datetime
    skill: str
    label: str


@dataclass(frozen=True, slots=True)
class DialogState:
    """The state between two turns.

    Attributes:
        pending: The open question, if any.
        topics: Newest first.
        said: What the assistant said last.
        rang: What rang last.
    """

    pending: Pending | None = None
    topics: tuple[Topic, ...] = field(default=())
    said: str = ""
    rang: Rang | None = None

    def at(self, now: datetime) -> "DialogState":
        """Without what has been left lying for too long."""
        pending = self.pending if self.pending and now - self.pending.asked <= QUESTION_LIVES else None
        topics = tuple(topic for topic in self.topics if now - topic.at <= CONTEXT_LIVES)
        rang = self.rang if self.rang and now - self.rang.at <= QUESTION_LIVES else None
        return replace(self, pending=pending, topics=topics, rang=rang)

    def having_talked_about(self, topic: Topic) -> "DialogState":
        """With a new topic."""
        return replace(self, pending=None, topics=(topic, *self.topics)[:CONTEXT_TURNS])

    def having_said(self, text: str) -> "DialogState":
        """With the words of the reply, which a question keeps so that it can be asked again."""
        pending = replace(self.pending, text=text) if self.pending and not self.pending.text else self.pending
        return replace(self, said=text, pending=pending)

    def situation(self, now: datetime, active: frozenset[str]) -> Situation:
        """What arbitration knows of it.

        Args:
            now: The time.
            active: Skills that have something running or set.
        """
        latest = self.topics[0] if self.topics else None
        return Situation(
            topic_skill=latest.skill if latest else "",
            topic_intent=latest.request.intent if latest else "",
            topic_minutes=(now - latest.at) / timedelta(minutes=1) if latest else 0.0,
            rang=self.rang.skill if self.rang else "",
            waiting=self.pending.skill if self.pending else "",
            active=active,
        )

    @property
    def context(self) -> tuple[Mapping[str, object], ...]:
        """What the last replies left for later turns, newest first, each with its ``skill``; what rang last first."""
        rang = ({"skill": self.rang.skill, "rang": self.rang.label},) if self.rang else ()
        return (*rang, *({"skill": topic.skill, **topic.data} for topic in self.topics))


def answered(request: Interpretation, answer: Interpretation, slot: str, manifest: Manifest) -> Interpretation:
    """The request with the answer's value for a slot.

    The value is what the answer's own slots of that name hold, or of one that says the same in another way, or else
    the whole answer, which is always so where it is dictated. Other slots that an answer brings along are kept. The
    utterances are joined, a line each, so that every slot's offsets stay true.
    """
    utterance = f"{request.utterance}\n{answer.utterance}".strip()
    shift = len(utterance) - len(answer.utterance)
    brought = [replace(s, start=s.start + shift, end=s.end + shift) for s in answer.slots]
    same = manifest.rivals([slot])
    if slot in manifest.dictated or not any(s.name in same for s in brought):
        brought = [Slot(slot, answer.utterance, shift, len(utterance), answer.confidence)]
    names = {s.name for s in brought}
    names |= same if slot not in names and names & same else frozenset()
    kept = [s for s in request.slots if s.name not in names]
    return replace(request, utterance=utterance, slots=(*kept, *brought), in_scope=True, scope=1.0)
