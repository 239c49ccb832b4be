"""One conversation: interpretations in, replies out."""

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dialog.answers import Answer, read_answer
from dialog.arbitration import Decision, Offer, collect_offers, decide
from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
from dialog.journal import Journal
from dialog.rendering import Renderer
from dialog.schedule import Ring, Schedule
from dialog.skill import Message, Reply, Request, Skill
from dialog.state import Conversation, Pending, Topic, answered, load_conversation, save_conversation
from nlu import Interpretation

SKILL_SECONDS = 5.0
MOST_TRIES = 3
_SURE = 0.85


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


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A reply on its way to becoming a turn."""

    messages: tuple[Message, ...]
    decision: Decision
    skill: str = ""
    done: bool = False
    expects: str = ""
    conversation: Conversation = field(default_factory=Conversation)


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
        self._manifests = {name: skill.manifest for name, skill in self.skills.items()}
        self._database = database
        self._timetable = timetable
        self._clock = clock
        self._seconds = seconds
        self._conversation = load_conversation(database)
        self._one_at_a_time = asyncio.Lock()

    async def take_turn(self, *candidates: Interpretation) -> Turn:
        """Answer one utterance.

        Args:
            candidates: Its interpretations, one for each hypothesis of the recogniser, best first. None, or only
                empty ones, stand for speech of which nothing was understood.

        Raises:
            DialogError: Where the journal cannot be written: ``disk.full`` and its like. What a skill reported as
                done is done all the same.
        """
        async with self._one_at_a_time:
            number = self.journal.begin_turn()
            heard = tuple(c for c in candidates if c.utterance.strip())
            failures: dict[str, Exception] = {}
            before = self._conversation.at(self._clock.now())
            locale = heard[0].locale if heard else candidates[0].locale if candidates else "en-US"
            outcome = await self._answer(heard, before, failures)
            text = self.renderer.render(outcome.messages, locale)
            after = replace(outcome.conversation, said=text)
            if after.pending and not after.pending.text:
                after = replace(after, pending=replace(after.pending, text=text))
            turn = Turn(
                number,
                locale,
                text,
                outcome.messages,
                outcome.decision,
                outcome.skill,
                outcome.done,
                outcome.expects,
                {name: f"{type(error).__name__}: {error}" for name, error in failures.items()},
            )
            self._conversation = after
            self._write_down(turn, heard, after)
            return turn

    async def due(self) -> AsyncIterator[Alert]:
        """What is to be announced, when its time comes; asking for the next one says that the last was announced."""
        async for ring in self._timetable.due():
            alert = self._alert(ring)
            self.journal.record(0, "rang", {"id": ring.appointment.id, "missed": ring.missed, "text": alert.text})
            yield alert

    async def _answer(
        self, heard: Sequence[Interpretation], before: Conversation, failures: dict[str, Exception]
    ) -> _Outcome:
        if not heard:
            return self._say("dialog-not-heard", before, Decision("decline", why="nothing was heard"))
        command = read_answer(heard[0].utterance, heard[0].locale)
        if before.pending:
            return await self._continue(before.pending, command, heard, before, failures)
        if command == "repeat" and before.said:
            again = Message("dialog-said", {"text": before.said})
            return _Outcome((again,), Decision("act", why="repeat"), done=True, conversation=before)
        offers = self._offers(heard, before, failures)
        if command == "cancel" and (not offers or offers[0].probability < _SURE):
            return self._say("dialog-nothing-to-cancel", before, Decision("decline", why="cancel"))
        return await self._carry_out(offers, heard[0], before, failures)

    def _offers(
        self, heard: Sequence[Interpretation], before: Conversation, failures: dict[str, Exception]
    ) -> tuple[Offer, ...]:
        requests = [Request(interpretation, self._clock, before.context) for interpretation in heard]
        broken: dict[str, Exception] = {}
        offers = collect_offers(tuple(self.skills.values()), requests, broken)
        failures.update(broken)
        return offers

    async def _continue(
        self,
        pending: Pending,
        command: Answer | None,
        heard: Sequence[Interpretation],
        before: Conversation,
        failures: dict[str, Exception],
    ) -> _Outcome:
        """Take the utterance as the answer to the open question, unless it plainly is something else."""
        closed = replace(before, pending=None)
        if command == "cancel" or (command == "no" and pending.kind != "slot"):
            return self._say("dialog-cancelled", closed, Decision("decline", why="cancelled by the user"), done=True)
        if command == "repeat":
            again = Message("dialog-said", {"text": pending.text})
            return _Outcome((again,), Decision("act", why="repeat"), expects=_expects(pending), conversation=before)
        resolved = self._resolve(pending, command, heard, before, failures)
        offers = self._offers(heard, closed, failures)
        if self._interrupts(offers, pending, heard[0]) and (resolved is None or pending.slot not in _names(heard)):
            return await self._carry_out(offers, heard[0], closed, failures)
        if resolved is not None:
            return await self._act(resolved, pending, closed, failures)
        if pending.tries >= MOST_TRIES:
            return self._say("dialog-given-up", closed, Decision("decline", why="no answer in three tries"))
        return self._ask_again(pending, before)

    def _resolve(
        self,
        pending: Pending,
        command: Answer | None,
        heard: Sequence[Interpretation],
        before: Conversation,
        failures: dict[str, Exception],
    ) -> Offer | None:
        """The offer that the answer completes, or None where it is no answer."""
        if pending.kind == "confirm":
            return self._offer(pending.skill, pending.request, before, failures) if command == "yes" else None
        if pending.kind == "which":
            return self._chosen(pending, heard[0], before, failures)
        for interpretation in heard:
            request = answered(pending.request, interpretation, pending.slot)
            offer = self._offer(pending.skill, request, before, failures)
            if offer is not None and pending.slot not in offer.bid.missing:
                return offer
        return None

    def _offer(
        self, skill: str, interpretation: Interpretation, before: Conversation, failures: dict[str, Exception]
    ) -> Offer | None:
        if skill not in self.skills:
            return None
        request = Request(interpretation, self._clock, before.context)
        try:
            bid = self.skills[skill].bid(request)
        except Exception as error:  # any error of a skill is that skill's loss
            failures[skill] = error
            return None
        return Offer(bid, request, 1.0) if bid else None

    def _chosen(
        self, pending: Pending, answer: Interpretation, before: Conversation, failures: dict[str, Exception]
    ) -> Offer | None:
        """The choice whose name shares most words with the answer."""
        said = set(answer.utterance.lower().split())
        offers = [self._offer(skill, request, before, failures) for skill, request in pending.choices]
        scored = [
            (len(said & set(self.renderer.render([o.bid.action], answer.locale).lower().split())), o)
            for o in offers
            if o is not None and o.bid.action is not None
        ]
        best = sorted(scored, key=lambda pair: -pair[0])
        if not best or best[0][0] == 0 or (len(best) > 1 and best[0][0] == best[1][0]):
            return None
        return best[0][1]

    def _interrupts(self, offers: Sequence[Offer], pending: Pending, answer: Interpretation) -> bool:
        """Whether the utterance is a request of its own rather than an answer."""
        if not offers or offers[0].probability < _SURE:
            return False
        return offers[0].bid.skill != pending.skill or not offers[0].bid.missing

    async def _act(
        self, offer: Offer, pending: Pending, before: Conversation, failures: dict[str, Exception]
    ) -> _Outcome:
        """Go on with a request whose question has been answered."""
        confirmed = pending.kind == "confirm"
        decision = Decision("act", (offer,), why=f"answer to {pending.kind}")
        if offer.bid.missing:
            decision = Decision("ask_slot", (offer,), slot=offer.bid.missing[0], why="still missing")
        elif not confirmed and self._manifests[offer.bid.skill].confirmation == "always":
            decision = Decision("confirm", (offer,), why="policy")
        return await self._follow(decision, (), before, failures)

    async def _carry_out(
        self,
        offers: tuple[Offer, ...],
        said: Interpretation,
        before: Conversation,
        failures: dict[str, Exception],
    ) -> _Outcome:
        decision = decide(offers, self._manifests)
        return await self._follow(decision, offers, before, failures)

    async def _follow(
        self,
        decision: Decision,
        offers: tuple[Offer, ...],
        before: Conversation,
        failures: dict[str, Exception],
    ) -> _Outcome:
        match decision.kind:
            case "decline":
                broken = bool(failures)
                return self._say("dialog-failed" if broken else "dialog-not-understood", before, decision)
            case "ask_slot":
                return self._ask(
                    Message(f"{decision.offers[0].bid.skill}-ask-{decision.slot}"), "slot", decision, before
                )
            case "confirm":
                question = Message("dialog-confirm", {"action": _action(decision.offers[0])})
                return self._ask(question, "confirm", decision, before)
            case "ask_which":
                first, second, *_ = decision.offers
                question = Message("dialog-which", {"first": _action(first), "second": _action(second)})
                return self._ask(question, "which", decision, before)
            case "act":
                return await self._handle(decision, offers, before, failures)

    async def _handle(
        self,
        decision: Decision,
        offers: tuple[Offer, ...],
        before: Conversation,
        failures: dict[str, Exception],
    ) -> _Outcome:
        offer = decision.offers[0]
        name = offer.bid.skill
        try:
            async with asyncio.timeout(self._seconds):
                reply = await self.skills[name].handle(offer.request)
        except DialogError as error:
            failures[name] = error
            if error.code == "disk.full":
                return self._say("dialog-disk-full", before, decision)
            return self._say("dialog-failed", before, decision)
        except Exception as error:  # it loses its turn; the others' offers are looked at again
            failures[name] = error
            left = tuple(o for o in offers if o.bid.skill != name)
            return await self._follow(decide(left, self._manifests), left, before, failures)
        return self._replied(reply, offer, decision, before)

    def _replied(self, reply: Reply, offer: Offer, decision: Decision, before: Conversation) -> _Outcome:
        name, request = offer.bid.skill, offer.request.interpretation
        after = before.about(Topic(self._clock.now(), name, request, dict(reply.data)))
        if reply.expects:
            after = replace(after, pending=Pending("slot", name, request, self._clock.now(), slot=reply.expects))
        return _Outcome(reply.messages, decision, name, reply.done, reply.expects, after)

    def _ask(self, question: Message, kind: str, decision: Decision, before: Conversation) -> _Outcome:
        offer = decision.offers[0]
        pending = Pending(
            kind,  # type: ignore[arg-type]
            offer.bid.skill,
            offer.request.interpretation,
            self._clock.now(),
            slot=decision.slot,
            choices=tuple((o.bid.skill, o.request.interpretation) for o in decision.offers),
        )
        after = replace(before, pending=pending)
        skill = offer.bid.skill if kind == "slot" else ""
        return _Outcome((question,), decision, skill, expects=_expects(pending), conversation=after)

    def _ask_again(self, pending: Pending, before: Conversation) -> _Outcome:
        later = replace(pending, tries=pending.tries + 1, asked=self._clock.now())
        messages = (Message("dialog-sorry"), Message("dialog-said", {"text": pending.text}))
        decision = Decision("ask_slot", slot=pending.slot, why="no answer to the question")
        return _Outcome(messages, decision, expects=_expects(pending), conversation=replace(before, pending=later))

    def _say(self, identifier: str, before: Conversation, decision: Decision, *, done: bool = False) -> _Outcome:
        expects = _expects(before.pending) if before.pending else ""
        return _Outcome((Message(identifier),), decision, done=done, expects=expects, conversation=before)

    def _alert(self, ring: Ring) -> Alert:
        appointment = ring.appointment
        identifier = f"{appointment.skill}-{'missed' if ring.missed else 'ring'}"
        arguments = {
            "label": appointment.label,
            "named": "yes" if appointment.label else "no",
            "due": appointment.due,
            "length": appointment.length or "",
        }
        messages = (Message(identifier, arguments),)
        return Alert(ring, appointment.locale, self.renderer.render(messages, appointment.locale), messages)

    def _write_down(self, turn: Turn, heard: Sequence[Interpretation], after: Conversation) -> None:
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
            save_conversation(self._database, after)


def _action(offer: Offer) -> Message:
    return offer.bid.action or Message("dialog-do-that")


def _expects(pending: Pending) -> str:
    return pending.slot if pending.kind == "slot" else pending.kind


def _names(heard: Sequence[Interpretation]) -> set[str]:
    return {slot.name for interpretation in heard for slot in interpretation.slots}
