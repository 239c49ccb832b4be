"""One conversation: interpretations in, replies out."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dialog.arbitration import Decision
from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
from dialog.exchange import Exchange
from dialog.expectations import expected_phrases
from dialog.journal import Journal
from dialog.rendering import Renderer
from dialog.schedule import Ring, Schedule
from dialog.skill import Message, Skill
from dialog.state import Rang, load_conversation, save_conversation
from nlu import Interpretation

SKILL_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one utterance.

    Attributes:
        number: Of the turn, as in the journal.
        locale: In which the reply is said.
        text: The reply; empty where there is nothing to say.
        messages: The same before rendering.
        decision: What arbitration decided.
        skill: Whose answer it is; empty where the dialogue itself answered.
        done: Whether the user's wish was carried out.
        expects: Whether an answer is awaited: the slot's name, ``confirm``, ``which`` or nothing.
        failures: For each skill that broke, how.
    """

    number: int
    locale: str
    text: str
    messages: tuple[Message, ...]
    decision: Decision
    skill: str = ""
    done: bool = False
    expects: str = ""
    failures: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Alert:
    """An alarm, timer or reminder that is to be announced now."""

    ring: Ring
    locale: str
    text: str
    messages: tuple[Message, ...]


class Dialog:
    """Takes turns with one user: exactly one skill answers each, or the dialogue itself does.

    Args:
        skills: What it can do; see :func:`dialog.skillset.load_skills`.
        database: Where the conversation and the journal are kept.
        timetable: What will ring.
        clock: Time.
        seconds: How long a skill may take.
    """

    def __init__(
        self,
        skills: Sequence[Skill],
        database: Database,
        timetable: Schedule,
        clock: Clock,
        *,
        seconds: float = SKILL_SECONDS,
    ) -> None:
        self.skills = {skill.manifest.name: skill for skill in skills}
        self.journal = Journal(database, clock)
        self.renderer = Renderer.of_skills(skills)
        self._database = database
        self._timetable = timetable
        self._clock = clock
        self._seconds = seconds
        self._conversation = load_conversation(database)
        self._locale = "en-US"
        self._one_at_a_time = asyncio.Lock()

    async def take_turn(self, *candidates: Interpretation) -> Turn:
        """Answer one utterance.

        Args:
            candidates: Its interpretations, one for each hypothesis of the recogniser, best first. None, or only
                empty ones, stand for speech of which nothing was understood.

        Returns:
            The turn. Where the journal cannot be written, its ``failures`` name the ``journal``: what a skill reported
            as done is done all the same.
        """
        async with self._one_at_a_time:
            number = self.journal.begin_turn()
            heard = tuple(c for c in candidates if c.utterance.strip())
            before = self._conversation.at(self._clock.now())
            exchange = Exchange(self.skills, self._clock, self.renderer, heard, before, self._seconds)
            outcome = await exchange.outcome()
            locale = (heard or candidates)[0].locale if candidates else self._locale
            self._locale = locale
            text = self.renderer.render(outcome.messages, locale)
            self._conversation = outcome.conversation.having_said(text)
            turn = Turn(
                number,
                locale,
                text,
                outcome.messages,
                outcome.decision,
                outcome.skill,
                outcome.done,
                outcome.expects,
                {name: f"{type(error).__name__}: {error}" for name, error in exchange.failures.items()},
            )
            try:
                self._write_down(turn, heard)
            except DialogError as error:
                return replace(turn, failures={**turn.failures, "journal": error.code})
            return turn

    def expected(self) -> tuple[str, ...]:
        """Names and phrases that are likelier than usual in the next utterance."""
        pending = self._conversation.at(self._clock.now()).pending
        return expected_phrases(self.skills, self._timetable, pending, self._locale)

    async def due(self) -> AsyncIterator[Alert]:
        """What is to be announced, when its time comes; asking for the next one says that the last was announced."""
        async for ring in self._timetable.due():
            alert = self._alert(ring)
            self.journal.record(0, "rang", {"id": ring.appointment.id, "missed": ring.missed, "text": alert.text})
            yield alert

    def _alert(self, ring: Ring) -> Alert:
        """The announcement, and after it the question that it interrupts."""
        appointment, now = ring.appointment, self._clock.now()
        identifier = f"{appointment.skill}-{'missed' if ring.missed else 'ring'}"
        arguments = {
            "label": appointment.label,
            "named": "yes" if appointment.label else "no",
            "due": appointment.due,
            "length": appointment.length or "",
        }
        conversation = self._conversation.at(now)
        messages: tuple[Message, ...] = (Message(identifier, arguments),)
        if conversation.pending:
            messages = (*messages, Message("dialog-said", {"text": conversation.pending.text}))
            conversation = replace(conversation, pending=replace(conversation.pending, asked=now))
        self._conversation = replace(conversation, rang=Rang(now, appointment.skill, appointment.label))
        return Alert(ring, appointment.locale, self.renderer.render(messages, appointment.locale), messages)

    def _write_down(self, turn: Turn, heard: Sequence[Interpretation]) -> None:
        with self._database.transaction():
            for said in heard:
                readings = {reading.intent: round(reading.confidence, 3) for reading in said.readings[:3]}
                slots = {slot.name: slot.text for slot in said.slots}
                body = {"text": said.utterance, "locale": said.locale, "readings": readings, "slots": slots}
                self.journal.record(turn.number, "understood", body)
            for name, error in turn.failures.items():
                self.journal.record(turn.number, "failed", {"skill": name, "error": error})
            decision = turn.decision
            offers = {o.bid.skill: [round(o.probability, 3), o.bid.evidence] for o in decision.offers}
            self.journal.record(
                turn.number,
                "decided",
                {"kind": decision.kind, "offers": offers, "slot": decision.slot, "why": decision.why},
            )
            self.journal.record(turn.number, "said", {"text": turn.text, "skill": turn.skill, "done": turn.done})
            save_conversation(self._database, self._conversation)
