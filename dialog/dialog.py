"""Every conversation of the house: interpretations in, replies out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import suppress
from dataclasses import replace

from dialog.acts import read_act
from dialog.alert import Alert, alert
from dialog.answer import Answer
from dialog.clock import Clock
from dialog.contained import ContainedSkill
from dialog.database import Database
from dialog.decision import Cause
from dialog.errors import DialogError
from dialog.exchange import Exchange
from dialog.execution import Outcome
from dialog.expectations import expected_phrases
from dialog.journal import Journal
from dialog.journal_entry import JournalEntry
from dialog.pin import Pin
from dialog.ranking import Ranker, Situation, open_ranker
from dialog.rendering import Renderer
from dialog.schedule import Ring, Schedule
from dialog.sessions import Sessions
from dialog.skill import Message, Skill
from dialog.state import CONTEXT_LIVES, DialogState, Question, Rang
from dialog.utterance import ALONE, Guess, Origin, Rewriting, Utterance
from nlu import Interpretation

SKILL_SECONDS = 5.0
_LOCALE = "en-US"  # of nothing that was heard
_LOOKED_BACK = 32  # turns in which a session's last one is looked for


class Dialog:
    """Takes turns with whoever speaks: exactly one skill answers each, or the dialogue itself does.

    What was asked, offered and talked about belongs to the session it was said in; what rings is the house's.

    Args:
        skills: What it can do; see :func:`dialog.skillset.load_skills`.
        database: Where the sessions and the journal are kept.
        timetable: What will ring.
        clock: Time.
        seconds: How long a skill may take.
        journal: Where turns are written down; a journal in the database where absent.
        ranker: Says how probable each skill's claims are; the one that ships where absent.
        unlearn: Takes the learned rewrite of a turn back for good; tells whether there was one.
        pin: What some of what is confirmed wants too.
    """

    def __init__(
        self,
        skills: Sequence[Skill],
        database: Database,
        timetable: Schedule,
        clock: Clock,
        *,
        seconds: float = SKILL_SECONDS,
        journal: Journal | None = None,
        ranker: Ranker | None = None,
        unlearn: Callable[[JournalEntry], bool] | None = None,
        pin: Pin | None = None,
    ) -> None:
        self.skills = {skill.manifest.name: ContainedSkill(skill) for skill in skills}
        self.journal = journal or Journal(database, clock)
        self.renderer = Renderer.of_skills(skills)
        self._database = database
        self._timetable = timetable
        self._clock = clock
        self._seconds = seconds
        self._unlearn = unlearn
        self._pin = pin
        self._ranker = ranker or open_ranker()
        self._sessions = Sessions(database, clock, self.journal.seal, keep=self.journal.keeps)
        self._rang: Rang | None = None
        self._one_at_a_time = asyncio.Lock()

    async def take_turn(
        self,
        *candidates: Interpretation,
        utterance: Utterance | None = None,
        rewriting: Rewriting | None = None,
        turn: int | None = None,
    ) -> Answer:
        """Answer one utterance.

        Args:
            candidates: Its interpretations, one for each hypothesis of the recogniser, best first. None, or only
                empty ones, stand for speech of which nothing was understood.
            utterance: What came in, and where; the candidates' texts, typed here, where absent.
            rewriting: What the learned rewrites had to do with it; nothing where absent.
            turn: Its number; a fresh one where absent.

        Returns:
            The answer. Where the journal cannot be written, its ``failures`` name the ``journal``: what a skill
            reported as done is done all the same.
        """
        async with self._one_at_a_time:
            self._refresh()
            number = self.journal.reserve() if turn is None else turn
            heard = tuple(c for c in candidates if c.utterance.strip())
            if utterance is None:
                guesses = tuple(Guess(said.utterance, 1.0) for said in heard)
                utterance = Utterance(guesses, candidates[0].locale if candidates else _LOCALE)
            locale = heard[0].locale if heard else utterance.locale
            origin = utterance.origin
            before = self._state(origin)
            exchange = Exchange(
                self.skills,
                self._clock,
                self.renderer,
                heard,
                before,
                self._situation(before),
                self._ranker,
                self._seconds,
                self._pin,
            )
            unlearned = not before.pending and self._unlearned(heard, origin)
            outcome = await exchange.outcome()
            if unlearned:
                outcome = _with_unlearned(outcome)
            text = self.renderer.render(outcome.messages, locale)
            self._rang = outcome.state.rang
            self._sessions.change(origin, outcome.state.having_said(text))
            failures = {name: f"{type(error).__name__}: {error}" for name, error in exchange.failures.items()}
            answer = Answer(
                number,
                self.renderer.language_of_replies(locale),
                text,
                outcome.decision,
                outcome.skill,
                outcome.done,
                outcome.expects,
                failures,
            )
            acted_on = _acted_on(heard, outcome)
            answering = before.pending is not None
            rewriting = rewriting or Rewriting()
            if before.pending and before.pending.kind == "pin":
                utterance, rewriting, acted_on = utterance.hidden(), Rewriting(), None
            now = self._clock.now()
            try:
                self._write_down(JournalEntry(now, utterance, rewriting, acted_on, answering, answer))
            except DialogError as error:
                return replace(answer, failures={**failures, "journal": error.code})
            return answer

    def asking(self, origin: Origin) -> Question | None:
        """What kind of answer is awaited there, if any. It may read the disk."""
        pending = self._sessions.of(origin).pending
        return pending.kind if pending else None

    def _state(self, origin: Origin) -> DialogState:
        """How things stand in a session, and what rang in the house."""
        return replace(self._sessions.of(origin), rang=self._rang).at(self._clock.now())

    def _situation(self, before: DialogState) -> Situation:
        active = frozenset(appointment.skill for appointment in self._timetable.appointments())
        return before.situation(self._clock.now(), active)

    def _refresh(self) -> None:
        """Take over what was saved of skills under development."""
        changed = [skill.refresh() for skill in self.skills.values()]
        if any(changed):
            self.renderer = Renderer.of_skills([contained.skill for contained in self.skills.values()])

    def expected(self, origin: Origin = ALONE) -> tuple[str, ...]:
        """Names and phrases that are likelier than usual in the next utterance there. It may read the disk."""
        return expected_phrases(self.skills, self._timetable, self._sessions.of(origin).pending)

    def close(self) -> None:
        """Let go of the skills' threads."""
        for skill in self.skills.values():
            skill.close()

    async def due(self, origin: Origin = ALONE) -> AsyncIterator[Alert]:
        """What is to be announced, when its time comes; asking for the next one says that the last was announced.

        Args:
            origin: Where it is announced; a question that it interrupts there is asked again.
        """
        async for ring in self._timetable.due():
            found = self._alert(ring, origin)
            with suppress(DialogError):  # that it rings matters more than that it is written down
                self.journal.record("rang", {"id": ring.appointment.id, "missed": ring.missed, "text": found.text})
            yield found

    def _alert(self, ring: Ring, origin: Origin) -> Alert:
        """The announcement, and after it the question that it interrupts."""
        now, state = self._clock.now(), self._sessions.of(origin)
        then: tuple[Message, ...] = ()
        if state.pending:
            then = (Message("dialog-said", {"text": state.pending.text}),)
            self._sessions.change(origin, replace(state, pending=replace(state.pending, asked=now)))
        self._rang = Rang(now, ring.appointment.skill, ring.appointment.label)
        return alert(self.journal.reserve(), ring, self.renderer, then)

    def _unlearned(self, heard: Sequence[Interpretation], origin: Origin) -> bool:
        """Whether the user takes back a turn of theirs in which a rewrite was used; it is not used again."""
        if self._unlearn is None or not heard or read_act(heard[0].utterance, heard[0].locale) != "undo":
            return False
        try:
            latest = self.journal.entries(last=_LOOKED_BACK)
        except DialogError:  # sealed with another key: there is nothing to go by
            return False
        own = [entry for entry in latest if entry.utterance.origin == origin]
        recent = bool(own) and own[-1].rewriting.used and self._clock.now() - own[-1].at <= CONTEXT_LIVES
        return recent and self._unlearn(own[-1])

    def _write_down(self, entry: JournalEntry) -> None:
        with self._database.transaction():
            self.journal.write(entry)
            self._sessions.save(entry.utterance.origin)


def _acted_on(heard: Sequence[Interpretation], outcome: Outcome) -> Interpretation | None:
    """Which of the hypotheses was acted on."""
    chosen = [ranked.request.interpretation.utterance for ranked in outcome.about[:1]]
    return next((said for said in heard if said.utterance in chosen), heard[0] if heard else None)


def _with_unlearned(outcome: Outcome) -> Outcome:
    """The outcome, and the words that a rewrite was taken back; they stand alone where nothing else was."""
    done = outcome.messages if outcome.done else ()
    decision = replace(outcome.decision, kind="act", cause=Cause.UNLEARNED)
    return replace(outcome, messages=(*done, Message("dialog-unlearned")), decision=decision, done=True)
