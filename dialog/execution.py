"""Carries out what was decided: lets the skill act, asks the user, takes an action back, or declines."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dialog.arbitration import RankedBid, decide, is_grave
from dialog.clock import Clock
from dialog.decision import Cause, Decision
from dialog.errors import DialogError
from dialog.rendering import Renderer
from dialog.skill import Message, Reply, Request, Skill, Undoable
from dialog.state import DialogState, Pending, Question, Topic
from nlu import Interpretation


@dataclass(frozen=True, slots=True)
class Outcome:
    """A reply before it is rendered.

    Attributes:
        messages: The reply.
        decision: What was decided.
        state: Of the dialogue after it.
        skill: Whose reply it is; empty where the dialogue itself replied.
        done: Whether the user's wish was carried out.
        about: The bids that the decision is about.
    """

    messages: tuple[Message, ...]
    decision: Decision
    state: DialogState
    skill: str = ""
    done: bool = False
    about: tuple[RankedBid, ...] = ()

    @property
    def expects(self) -> str:
        """What the open question asks for, if there is one."""
        return self.state.pending.expects if self.state.pending else ""


class Execution:
    """Acts for one turn.

    Args:
        skills: By name.
        clock: Time.
        renderer: Says what is asked about, so that a yes is to those words.
        before: State of the dialogue so far.
        seconds: How long a skill may take.
        failures: Takes the error of each skill that fails.
    """

    def __init__(
        self,
        skills: Mapping[str, Skill],
        clock: Clock,
        renderer: Renderer,
        before: DialogState,
        seconds: float,
        failures: dict[str, Exception],
    ) -> None:
        self._skills = skills
        self._manifests = {name: skill.manifest for name, skill in skills.items()}
        self._clock = clock
        self._renderer = renderer
        self._before = before
        self._seconds = seconds
        self._failures = failures

    async def choose(self, bids: Sequence[RankedBid]) -> Outcome:
        """Decide between the bids and do it."""
        return await self._follow(*decide(bids, self._manifests), bids)

    async def complete(self, ranked: RankedBid, cause: Cause) -> Outcome:
        """Go on with a request once a question about it has been answered, or after a follow-up."""
        if ranked.bid.missing or is_grave(ranked, self._manifests):
            return self.ask_again(ranked)
        return await self._follow(Decision("act", cause, (ranked.offer,)), (ranked,))

    def ask_again(self, ranked: RankedBid) -> Outcome:
        """Ask for what is missing, or else whether to do it: as after a correction, which is no yes."""
        if ranked.bid.missing:
            slot = ranked.bid.missing[0]
            return self._ask_for(Decision("ask_slot", Cause.MISSING_SLOT, (ranked.offer,), slot), (ranked,))
        decision = Decision("confirm", Cause.POLICY, (ranked.offer,))
        return self._ask_whether(_action(ranked), decision, (ranked,))

    async def agree(self, ranked: RankedBid, pending: Pending) -> Outcome:
        """Do what the user said yes to; where it is no longer that which was named, ask again.

        Args:
            ranked: What the skill bids for the request now.
            pending: The question that was answered.
        """
        if ranked.bid.missing or self._named(_action(ranked), ranked) != pending.deed:
            return self.ask_again(ranked)
        decision = Decision("act", Cause.ANSWERED, (ranked.offer,))
        return await self._act(decision, (ranked,), (), agreed=pending.found)

    async def _follow(
        self, decision: Decision, about: tuple[RankedBid, ...], bids: Sequence[RankedBid] = ()
    ) -> Outcome:
        """Do what was decided.

        Args:
            decision: What to do.
            about: The bids it is about.
            bids: All bids, for the case that the chosen skill fails.
        """
        match decision.kind:
            case "decline":
                return self.say("dialog-failed" if self._failures else "dialog-not-understood", decision)
            case "ask_slot":
                return self._ask_for(decision, about)
            case "confirm":
                return self._ask_whether(_action(about[0]), decision, about)
            case "ask_which":
                first, second, *_ = about
                question = Message("dialog-which", {"first": _action(first), "second": _action(second)})
                return self._ask(question, decision, about, "which")
            case "act":
                return await self._act(decision, about, bids)

    async def take_back(self, topic: Topic) -> Outcome | None:
        """Undo what a turn did; None where its skill cannot."""
        skill = self._skills.get(topic.skill)
        if not topic.undo or not isinstance(skill, Undoable):
            return None
        decision = Decision("act", Cause.UNDO)
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

    async def _act(
        self, decision: Decision, about: tuple[RankedBid, ...], bids: Sequence[RankedBid], agreed: str = ""
    ) -> Outcome:
        """Have the skill do it; what it then finds to be grave is done only where the user agreed to just that."""
        ranked = about[0]
        name = ranked.bid.skill
        try:
            async with asyncio.timeout(self._seconds):
                reply = await self._skills[name].handle(ranked.request)
                if reply.confirm is not None and self._named(reply.confirm, ranked) == agreed:
                    reply = await self._skills[name].handle(replace(ranked.request, confirmed=True))
        except DialogError as error:
            self._failures[name] = error
            return self.say("dialog-disk-full" if error.code == "disk.full" else "dialog-failed", decision)
        except Exception as error:  # it loses its turn; the others' bids are looked at again
            self._failures[name] = error
            return await self.choose(tuple(other for other in bids if other.bid.skill != name))
        if reply.confirm is not None:
            asked = replace(decision, kind="confirm", cause=Cause.POLICY)
            return self._ask_whether(reply.confirm, asked, about, found=self._named(reply.confirm, ranked))
        return self._replied(reply, decision, about)

    def _replied(self, reply: Reply, decision: Decision, about: tuple[RankedBid, ...]) -> Outcome:
        now, skill, request = self._clock.now(), about[0].bid.skill, about[0].request.interpretation
        topic = Topic(now, skill, request, dict(reply.data), dict(reply.undo))
        after = self._before.having_talked_about(topic)
        if reply.expects:
            after = replace(after, pending=Pending("slot", skill, request, now, slot=reply.expects))
        return Outcome(reply.messages, decision, after, skill, reply.done, about)

    def _ask_for(self, decision: Decision, about: tuple[RankedBid, ...]) -> Outcome:
        return self._ask(Message(f"{about[0].bid.skill}-ask-{decision.slot}"), decision, about, "slot")

    def _ask_whether(
        self, action: Message, decision: Decision, about: tuple[RankedBid, ...], found: str = ""
    ) -> Outcome:
        """Name what would be done, and remember how it was named."""
        asked = self._ask(Message("dialog-confirm", {"action": action}), decision, about, "confirm")
        assert asked.state.pending is not None
        pending = replace(asked.state.pending, deed=self._named(_action(about[0]), about[0]), found=found)
        return replace(asked, state=replace(asked.state, pending=pending))

    def _named(self, action: Message, ranked: RankedBid) -> str:
        return self._renderer.phrase(action, ranked.request.locale)

    def _ask(self, question: Message, decision: Decision, about: tuple[RankedBid, ...], kind: Question) -> Outcome:
        best = about[0]
        pending = Pending(
            kind,
            best.bid.skill,
            best.request.interpretation,
            self._clock.now(),
            slot=decision.slot,
            choices=tuple((other.bid.skill, other.request.interpretation) for other in about),
        )
        skill = best.bid.skill if kind == "slot" else ""
        return Outcome((question,), decision, replace(self._before, pending=pending), skill, about=about)


def _action(ranked: RankedBid) -> Message:
    return ranked.bid.action or Message("dialog-do-that")


def sure_bid(
    skills: Mapping[str, Skill], name: str, said: Interpretation, clock: Clock, before: DialogState
) -> RankedBid | None:
    """What one skill bids for a request that is known to be for it."""
    if name not in skills:
        return None
    request = Request(said, clock, before.context)
    bid = skills[name].bid(request)
    return RankedBid(bid, request, 1.0) if bid else None
