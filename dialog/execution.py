"""Carries out what was decided: lets the skill act, asks the user, takes an action back, or declines."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dialog.arbitration import Decision, Offer, decide, policy_for
from dialog.clock import Clock
from dialog.errors import DialogError
from dialog.skill import Message, Reply, Request, Skill, Undoable
from dialog.state import Conversation, Pending, Question, Topic
from nlu import Interpretation


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reply before it is rendered, and the conversation after it."""

    messages: tuple[Message, ...]
    decision: Decision
    conversation: Conversation
    skill: str = ""
    done: bool = False

    @property
    def expects(self) -> str:
        """What the open question asks for, if there is one."""
        return self.conversation.pending.expects if self.conversation.pending else ""


class Execution:
    """Acts for one turn.

    Args:
        skills: By name.
        clock: Time.
        before: The conversation so far.
        seconds: How long a skill may take.
        failures: Takes the error of each skill that fails.
    """

    def __init__(
        self,
        skills: Mapping[str, Skill],
        clock: Clock,
        before: Conversation,
        seconds: float,
        failures: dict[str, Exception],
    ) -> None:
        self._skills = skills
        self._manifests = {name: skill.manifest for name, skill in skills.items()}
        self._clock = clock
        self._before = before
        self._seconds = seconds
        self._failures = failures

    async def choose(self, offers: Sequence[Offer]) -> Outcome:
        """Decide between the offers and do it."""
        return await self.follow(decide(offers, self._manifests), offers)

    async def follow(self, decision: Decision, offers: Sequence[Offer] = ()) -> Outcome:
        """Do what was decided.

        Args:
            decision: What to do.
            offers: All offers, for the case that the chosen skill fails.
        """
        match decision.kind:
            case "decline":
                return self.say("dialog-failed" if self._failures else "dialog-not-understood", decision)
            case "ask_slot":
                name = decision.offers[0].bid.skill
                return self._ask(Message(f"{name}-ask-{decision.slot}"), decision, "slot")
            case "confirm":
                return self._ask(
                    Message("dialog-confirm", {"action": _action(decision.offers[0])}), decision, "confirm"
                )
            case "ask_which":
                first, second, *_ = decision.offers
                question = Message("dialog-which", {"first": _action(first), "second": _action(second)})
                return self._ask(question, decision, "which")
            case "act":
                return await self._act(decision, offers)

    async def complete(self, offer: Offer, *, confirmed: bool, why: str) -> Outcome:
        """Go on with a request once a question about it has been answered."""
        if offer.bid.missing:
            return await self.follow(Decision("ask_slot", (offer,), offer.bid.missing[0], "still missing"))
        if not confirmed and policy_for(offer, self._manifests) == "always":
            return await self.follow(Decision("confirm", (offer,), why="policy"))
        return await self.follow(Decision("act", (offer,), why=why))

    async def take_back(self, topic: Topic) -> Outcome | None:
        """Undo what a turn did; None where its skill cannot."""
        skill = self._skills.get(topic.skill)
        if not topic.undo or not isinstance(skill, Undoable):
            return None
        decision = Decision("act", why=f"undo of {topic.skill}")
        left = tuple(other for other in self._before.topics if other != topic)
        try:
            async with asyncio.timeout(self._seconds):
                await skill.undo(topic.undo)
        except Exception as error:  # any error of a skill is contained
            self._failures[topic.skill] = error
            return self.say("dialog-failed", decision)
        after = replace(self._before, topics=left)
        return Outcome((Message("dialog-undone"),), decision, after, topic.skill, done=True)

    def say(self, identifier: str, decision: Decision, *, done: bool = False) -> Outcome:
        """Answer with a message of the dialogue's own."""
        return Outcome((Message(identifier),), decision, self._before, done=done)

    async def _act(self, decision: Decision, offers: Sequence[Offer]) -> Outcome:
        offer = decision.offers[0]
        name = offer.bid.skill
        try:
            async with asyncio.timeout(self._seconds):
                reply = await self._skills[name].handle(offer.request)
        except DialogError as error:
            self._failures[name] = error
            return self.say("dialog-disk-full" if error.code == "disk.full" else "dialog-failed", decision)
        except Exception as error:  # it loses its turn; the others' offers are looked at again
            self._failures[name] = error
            return await self.choose(tuple(other for other in offers if other.bid.skill != name))
        return self._replied(reply, offer, decision)

    def _replied(self, reply: Reply, offer: Offer, decision: Decision) -> Outcome:
        now, request = self._clock.now(), offer.request.interpretation
        topic = Topic(now, offer.bid.skill, request, dict(reply.data), dict(reply.undo))
        after = self._before.about(topic)
        if reply.expects:
            after = replace(after, pending=Pending("slot", offer.bid.skill, request, now, slot=reply.expects))
        return Outcome(reply.messages, decision, after, offer.bid.skill, reply.done)

    def _ask(self, question: Message, decision: Decision, kind: Question) -> Outcome:
        offer = decision.offers[0]
        pending = Pending(
            kind,
            offer.bid.skill,
            offer.request.interpretation,
            self._clock.now(),
            slot=decision.slot,
            choices=tuple((other.bid.skill, other.request.interpretation) for other in decision.offers),
        )
        skill = offer.bid.skill if kind == "slot" else ""
        return Outcome((question,), decision, replace(self._before, pending=pending), skill)


def _action(offer: Offer) -> Message:
    return offer.bid.action or Message("dialog-do-that")


def offered(
    skills: Mapping[str, Skill], name: str, said: Interpretation, clock: Clock, before: Conversation
) -> Offer | None:
    """What one skill offers for a request that is known to be for it."""
    if name not in skills:
        return None
    request = Request(said, clock, before.context)
    bid = skills[name].bid(request)
    return Offer(bid, request, 1.0) if bid else None
