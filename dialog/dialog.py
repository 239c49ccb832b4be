"""One conversation: interpretations in, replies out."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, replace

from dialog.acts import read_act
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
from dialog.ranking import Ranker, Situation, open_ranker
from dialog.rendering import Renderer
from dialog.schedule import Ring, Schedule
from dialog.skill import Message, Skill
from dialog.state import CONTEXT_LIVES, DialogState, Rang, load_state, save_state
from dialog.utterance import Guess, Rewriting, Utterance
from nlu import Interpretation

SKILL_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class Alert:
    """An alarm, timer or reminder that is to be announced now.

    Attributes:
        number: As if it were a turn; no turn has it.
        ring: What came due.
        locale: In which it is announced.
        text: The announcement.
    """

    number: int
    ring: Ring
    locale: str
    text: str


class Dialog:
    """Takes turns with one user: exactly one skill answers each, or the dialogue itself does.

    Args:
        skills: What it can do; see :func:`dialog.skillset.load_skills`.
        database: Where the conversation and the journal are kept.
        timetable: What will ring.
        clock: Time.
        seconds: How long a skill may take.
        journal: Where turns are written down; a journal in the database where absent.
        ranker: Says how probable each skill's claims are; the one that ships where absent.
        unlearn: Takes the learned rewrite of a turn back for good; tells whether there was one.
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
    ) -> None:
        self.skills = {skill.manifest.name: ContainedSkill(skill) for skill in skills}
        self.journal = journal or Journal(database, clock)
        self.renderer = Renderer.of_skills(skills)
        self._database = database
        self._timetable = timetable
        self._clock = clock
        self._seconds = seconds
        self._unlearn = unlearn
        self._ranker = ranker or open_ranker()
        self._state = load_state(database)
        self._locale = "en-US"
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
                utterance = Utterance(guesses, candidates[0].locale if candidates else self._locale)
            locale = heard[0].locale if heard else utterance.locale
            before = self._state.at(self._clock.now())
            exchange = Exchange(
                self.skills,
                self._clock,
                self.renderer,
                heard,
                before,
                self._situation(before),
                self._ranker,
                self._seconds,
            )
            unlearned = not before.pending and self._unlearned(heard)
            outcome = await exchange.outcome()
            if unlearned:
                outcome = _with_unlearned(outcome)
            self._locale = locale
            text = self.renderer.render(outcome.messages, locale)
            self._state = outcome.state.having_said(text)
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
            now = self._clock.now()
            try:
                self._write_down(JournalEntry(now, utterance, rewriting or Rewriting(), acted_on, answering, answer))
            except DialogError as error:
                return replace(answer, failures={**failures, "journal": error.code})
            return answer

    @property
    def asking(self) -> bool:
        """Whether an answer is awaited."""
        return self._state.at(self._clock.now()).pending is not None

    def _situation(self, before: DialogState) -> Situation:
        active = frozenset(appointment.skill for appointment in self._timetable.appointments())
        return before.situation(self._clock.now(), active)

    def _refresh(self) -> None:
        """Take over what was saved of skills under development."""
        changed = [skill.refresh() for skill in self.skills.values()]
        if any(changed):
            self.renderer = Renderer.of_skills([contained.skill for contained in self.skills.values()])

    def expected(self) -> tuple[str, ...]:
        """Names and phrases that are likelier than usual in the next utterance."""
        pending = self._state.at(self._clock.now()).pending
        return expected_phrases(self.skills, self._timetable, pending, self._locale)

    def close(self) -> None:
        """Let go of the skills' threads."""
        for skill in self.skills.values():
            skill.close()

    async def due(self) -> AsyncIterator[Alert]:
        """What is to be announced, when its time comes; asking for the next one says that the last was announced."""
        async for ring in self._timetable.due():
            alert = self._alert(ring)
            self.journal.record("rang", {"id": ring.appointment.id, "missed": ring.missed, "text": alert.text})
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
        state = self._state.at(now)
        messages: tuple[Message, ...] = (Message(identifier, arguments),)
        if state.pending:
            messages = (*messages, Message("dialog-said", {"text": state.pending.text}))
            state = replace(state, pending=replace(state.pending, asked=now))
        self._state = replace(state, rang=Rang(now, appointment.skill, appointment.label))
        text = self.renderer.render(messages, appointment.locale)
        return Alert(self.journal.reserve(), ring, self.renderer.language_of_replies(appointment.locale), text)

    def _unlearned(self, heard: Sequence[Interpretation]) -> bool:
        """Whether the user takes back a turn in which a rewrite was used; it is not used again."""
        if self._unlearn is None or not heard or read_act(heard[0].utterance, heard[0].locale) != "undo":
            return False
        last = self.journal.entries(last=1)
        recent = bool(last) and last[0].rewriting.used and self._clock.now() - last[0].at <= CONTEXT_LIVES
        return recent and self._unlearn(last[0])

    def _write_down(self, entry: JournalEntry) -> None:
        with self._database.transaction():
            self.journal.write(entry)
            save_state(self._database, self._state)


def _acted_on(heard: Sequence[Interpretation], outcome: Outcome) -> Interpretation | None:
    """Which of the hypotheses was acted on."""
    chosen = [ranked.request.interpretation.utterance for ranked in outcome.about[:1]]
    return next((said for said in heard if said.utterance in chosen), heard[0] if heard else None)


def _with_unlearned(outcome: Outcome) -> Outcome:
    """The outcome, and the words that a rewrite was taken back; they stand alone where nothing else was."""
    done = outcome.messages if outcome.done else ()
    decision = replace(outcome.decision, kind="act", cause=Cause.UNLEARNED)
    return replace(outcome, messages=(*done, Message("dialog-unlearned")), decision=decision, done=True)
