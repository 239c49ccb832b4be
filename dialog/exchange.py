"""One utterance and what comes of it: an answer, a command, a follow-up, or a request of its own."""

import asyncio
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import ParamSpec, TypeVar

from dialog.acts import DialogAct, read_act
from dialog.arbitration import RankedBid, rank_bids
from dialog.clock import Clock
from dialog.decision import Cause, Decision
from dialog.errors import DialogError
from dialog.execution import Execution, Outcome, sure_bid
from dialog.followups import Followup, FollowupKind, read_followup, revised
from dialog.pin import Pin
from dialog.ranking import Ranker, Situation
from dialog.ranking.shortlist import collect_claims
from dialog.rendering import Renderer
from dialog.skill import Message, Request, Skill
from dialog.state import DialogState, Pending, answered
from nlu import Interpretation

_P = ParamSpec("_P")
_T = TypeVar("_T")
MOST_TRIES = 3
_SURE, _LIKELY = 0.8, 0.5
_FOLLOWUPS: dict[FollowupKind, Cause] = {"correction": Cause.CORRECTION, "continuation": Cause.CONTINUATION}


class Exchange:
    """Answers one utterance.

    Args:
        skills: By name.
        clock: Time.
        renderer: To compare an answer with the choices, and a yes with the deed, as they were said.
        heard: Interpretations of the utterance, best first; none where nothing was understood.
        before: State of the dialogue so far, without what has expired.
        situation: The same as arbitration sees it.
        ranker: Says how probable each skill's claims are.
        seconds: How long a skill may take.
        pin: What some of it wants after a yes, if the user has set one.

    Attributes:
        failures: The error of each skill that failed.
    """

    def __init__(
        self,
        skills: Mapping[str, Skill],
        clock: Clock,
        renderer: Renderer,
        heard: Sequence[Interpretation],
        before: DialogState,
        situation: Situation,
        ranker: Ranker,
        seconds: float,
        pin: Pin | None = None,
    ) -> None:
        self.failures: dict[str, Exception] = {}
        self._skills = skills
        self._clock = clock
        self._renderer = renderer
        self._heard = heard
        self._before = before
        self._situation = situation
        self._ranker = ranker
        self._seconds = seconds
        self._pin = pin

    async def outcome(self) -> Outcome:
        """What comes of it."""
        if not self._heard:
            return self._execution().say("dialog-not-heard", Decision("decline", Cause.NOTHING_HEARD))
        first = self._heard[0]
        command = read_act(first.utterance, first.locale)
        if self._before.pending:
            return await self._to_question(self._before.pending, command)
        if command is not None:
            done = await self._command(command)
            if done is not None:
                return done
        bids = await self._aside(self._bids)
        followup = read_followup(first)
        if followup and self._before.topics and (_is_bare(followup) or not self._stands_alone(bids)):
            gone_on = await self._follow_up(followup)
            if gone_on is not None:
                return gone_on
        return await self._execution().choose(bids)

    def _execution(self, before: DialogState | None = None) -> Execution:
        return Execution(
            self._skills, self._clock, self._renderer, before or self._before, self._seconds, self.failures
        )

    async def _aside(self, work: Callable[_P, _T], *args: _P.args, **kwargs: _P.kwargs) -> _T:
        """Ask skills off the event loop, in their time.

        Raises:
            DialogError: ``skill.late``.
        """
        try:
            async with asyncio.timeout(self._seconds):
                return await asyncio.to_thread(work, *args, **kwargs)
        except TimeoutError as error:
            raise DialogError("skill.late", f"The skills did not say within {self._seconds:g} seconds.") from error

    def _bids(self) -> tuple[RankedBid, ...]:
        before = replace(self._before, pending=None)
        requests = [Request(interpretation, self._clock, before.context) for interpretation in self._heard]
        claims = collect_claims(tuple(self._skills.values()), requests, self.failures)
        return rank_bids(claims, self._heard, self._situation, self._ranker)

    def _stands_alone(self, bids: Sequence[RankedBid]) -> bool:
        """Whether the utterance is plainly a request, though it begins like a follow-up."""
        if not bids or bids[0].probability < _SURE:
            return False
        return bool(self._heard[0].slots) or bids[0].bid.skill != self._before.topics[0].skill

    def _sure_bid(self, skill: str, said: Interpretation) -> RankedBid | None:
        try:
            return sure_bid(self._skills, skill, said, self._clock, self._before)
        except Exception as error:  # any error of a skill is that skill's loss
            self.failures[skill] = error
            return None

    # Commands to the dialogue itself

    async def _command(self, command: DialogAct) -> Outcome | None:
        """Repeat, undo or cancel; None where the words mean nothing here."""
        match command:
            case "repeat" if self._before.said:
                again = Message("dialog-said", {"text": self._before.said})
                return Outcome((again,), Decision("act", Cause.REPEAT), self._before, done=True)
            case "undo":
                return await self._undo("dialog-nothing-to-undo")
            case "cancel" if self._before.rang:
                quiet = replace(self._before, rang=None)
                return self._execution(quiet).say("dialog-quiet", Decision("act", Cause.AFTER_RING), done=True)
            case "cancel":
                bids = await self._aside(self._bids)
                if bids and bids[0].probability >= _SURE and bids[0].bid.evidence:
                    return None
                return await self._undo("dialog-nothing-to-cancel")
            case _:
                return None

    async def _undo(self, otherwise: str) -> Outcome:
        execution = self._execution()
        if self._before.topics:
            undone = await execution.take_back(self._before.topics[0])
            if undone is not None:
                return undone
        return execution.say(otherwise, Decision("decline", Cause.NOTHING_TO_UNDO))

    # Follow-ups

    async def _follow_up(self, followup: Followup) -> Outcome | None:
        """The last request again, changed; after a correction, what it did is taken back first."""
        topic = self._before.topics[0]
        skill = self._skills.get(topic.skill)
        if skill is None:
            return None
        request = revised(topic.request, followup.interpretation, skill.manifest, self._clock.now())
        ranked = await self._aside(self._sure_bid, topic.skill, request)
        if ranked is None or request.slots == topic.request.slots:
            return None
        before = self._before
        if followup.kind == "correction" and topic.undo:
            undone = await self._execution().take_back(topic)
            before = undone.state if undone else before
        return await self._execution(before).complete(ranked, _FOLLOWUPS[followup.kind])

    # Answers to a question

    async def _to_question(self, pending: Pending, command: DialogAct | None) -> Outcome:
        """Take the utterance as the answer to the open question, unless it plainly is something else."""
        closed = replace(self._before, pending=None)
        if command == "cancel" or (command == "no" and pending.kind != "slot"):
            decision = Decision("decline", Cause.CANCELLED)
            return self._execution(closed).say("dialog-cancelled", decision, done=True)
        if command == "repeat":
            again = Message("dialog-said", {"text": pending.text})
            return Outcome((again,), Decision("act", Cause.REPEAT), self._before)
        if pending.kind == "pin":
            return await self._to_pin(pending)
        resolved = await self._aside(self._resolved, pending, command)
        bids = await self._aside(self._bids)
        answers = resolved is not None and (self._names(pending.slot) or self._dictates(pending))
        if not answers and self._is_request(bids, pending, resolved):
            return self._returned(await self._execution(closed).choose(bids), pending)
        if resolved is not None and pending.kind == "confirm":
            if command == "yes":
                return await self._agreed(resolved, pending)
            return self._execution(closed).ask_again(resolved)
        if resolved is not None:
            return await self._execution(closed).complete(resolved, Cause.ANSWERED)
        if pending.tries >= MOST_TRIES:
            return self._execution(closed).say("dialog-given-up", Decision("decline", Cause.GIVEN_UP))
        return self._asked_again(pending)

    async def _agreed(self, ranked: RankedBid, pending: Pending) -> Outcome:
        """Do it, or ask for the PIN first where that is wanted."""
        closed = replace(self._before, pending=None)
        if self._pin is None or not self._pin.is_wanted(pending.skill, pending.request.intent):
            return await self._execution(closed).agree(ranked, pending)
        if self._pin.is_locked:
            return self._execution(closed).say("dialog-pin-locked", Decision("decline", Cause.PIN_LOCKED))
        return self._ask_pin(replace(pending, kind="pin", tries=1))

    async def _to_pin(self, pending: Pending) -> Outcome:
        """Do it where the answer is the PIN; anything else is no request, and nothing but the answer's being wrong."""
        closed = replace(self._before, pending=None)
        if self._pin is not None and self._pin.is_told(self._heard):
            ranked = await self._aside(self._sure_bid, pending.skill, pending.request)
            if ranked is None:
                return self._execution(closed).say("dialog-failed", Decision("decline", Cause.NO_BID))
            return await self._execution(closed).agree(ranked, pending)
        if self._pin is None or self._pin.is_locked:
            return self._execution(closed).say("dialog-pin-locked", Decision("decline", Cause.PIN_LOCKED))
        if pending.tries >= MOST_TRIES:
            return self._execution(closed).say("dialog-given-up", Decision("decline", Cause.GIVEN_UP))
        return self._ask_pin(replace(pending, tries=pending.tries + 1), Message("dialog-wrong-pin"))

    def _ask_pin(self, pending: Pending, *before: Message) -> Outcome:
        asked = replace(pending, asked=self._clock.now(), text="")
        messages = (*before, Message("dialog-ask-pin"))
        return Outcome(messages, Decision("confirm", Cause.PIN), replace(self._before, pending=asked))

    def _resolved(self, pending: Pending, command: DialogAct | None) -> RankedBid | None:
        """The bid that the answer completes, or None where it is no answer."""
        match pending.kind:
            case "confirm":
                return self._confirmed(pending, command)
            case "which":
                return self._chosen(pending)
            case _:
                manifest = self._skills[pending.skill].manifest
                requests = (answered(pending.request, said, pending.slot, manifest) for said in self._heard)
                bids = (self._sure_bid(pending.skill, request) for request in requests)
                return next((o for o in bids if o is not None and pending.slot not in o.bid.missing), None)

    def _confirmed(self, pending: Pending, command: DialogAct | None) -> RankedBid | None:
        """The request as it stands after a yes, or changed after "no, at seven"."""
        if command == "yes":
            return self._sure_bid(pending.skill, pending.request)
        followup = read_followup(self._heard[0])
        if followup is None or followup.kind != "correction":
            return None
        manifest = self._skills[pending.skill].manifest
        request = revised(pending.request, followup.interpretation, manifest, self._clock.now())
        return self._sure_bid(pending.skill, request) if request.slots != pending.request.slots else None

    def _chosen(self, pending: Pending) -> RankedBid | None:
        """The choice that shares more words with the answer than any other does."""
        answer = self._heard[0]
        said = set(answer.utterance.lower().split())
        scored: list[tuple[int, RankedBid]] = []
        for skill, request in pending.choices:
            ranked = self._sure_bid(skill, request)
            if ranked is not None and ranked.bid.action is not None:
                name = self._renderer.render([ranked.bid.action], answer.locale).lower()
                scored.append((len(said & set(name.split())), ranked))
        scored.sort(key=lambda pair: -pair[0])
        if not scored or scored[0][0] == 0 or (len(scored) > 1 and scored[0][0] == scored[1][0]):
            return None
        return scored[0][1]

    def _is_request(self, bids: Sequence[RankedBid], pending: Pending, resolved: RankedBid | None) -> bool:
        """Whether the utterance stands on its own: it must do so all the more where it can be an answer too."""
        needed = _LIKELY if resolved is None else _SURE
        if not bids or bids[0].probability < needed or read_followup(self._heard[0]):
            return False
        return bids[0].bid.skill != pending.skill or not bids[0].bid.missing

    def _dictates(self, pending: Pending) -> bool:
        return pending.kind == "slot" and pending.slot in self._skills[pending.skill].manifest.dictated

    def _names(self, slot: str) -> bool:
        return any(said.slot(slot) for said in self._heard)

    def _returned(self, outcome: Outcome, pending: Pending) -> Outcome:
        """After an interruption that is over, the question again."""
        if outcome.state.pending or not outcome.done:
            return outcome
        again = replace(pending, asked=self._clock.now())
        back = Message("dialog-said", {"text": pending.text})
        after = replace(outcome.state, pending=again)
        return replace(outcome, messages=(*outcome.messages, back), state=after)

    def _asked_again(self, pending: Pending) -> Outcome:
        later = replace(pending, tries=pending.tries + 1, asked=self._clock.now())
        messages = (Message("dialog-sorry"), Message("dialog-said", {"text": pending.text}))
        decision = Decision("ask_slot", Cause.NOT_ANSWERED, slot=pending.slot)
        return Outcome(messages, decision, replace(self._before, pending=later))


def _is_bare(followup: Followup) -> bool:
    """Whether nothing but a value follows the words that lead in, such as *and tomorrow*: no request of its own."""
    rest = followup.interpretation
    covered = sum(slot.end - slot.start for slot in rest.slots)
    return bool(rest.slots) and covered + len(rest.slots) >= len(rest.utterance.strip())
