"""Learning from rephrases of what a real recogniser misheard.

Wishes are said by synthetic voices in noise and heard by the recogniser. Simulated users want something, say it, see
what comes of it, and say it again in other words. The miner sees only what a journal holds: what was heard, what the
student made of it, whether the assistant acted. What was wanted is known to the users and to the scorer alone.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from typing import Self

import numpy as np
from numpy.typing import NDArray

from dialog.answer import Answer
from dialog.decision import Cause, Decision, DecisionKind
from dialog.journal_entry import JournalEntry
from dialog.learning.rewriter import Rewriter, understood
from dialog.learning.turn import key
from dialog.utterance import Guess, Origin, Rewriting, Utterance
from lab.dialog.spoken_corpus import SpokenCorpus, Wish
from lab.nlu.training.massive import Example
from lab.tts.studio import Person, Take
from nlu import Interpretation
from nlu.student import Student

_PATIENCE = 0.8
_GOES_ON = 0.25
_MOST_TURNS = 4
_BEGIN = datetime(2026, 1, 5, 8, tzinfo=UTC)

Flags = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Plan:
    """How much is said.

    Attributes:
        sessions: Mined.
        devices: They come from so many.
        days: In so many days.
        seed: Of the users' choices.
    """

    sessions: int = 3000
    devices: int = 200
    days: int = 20
    seed: int = 1


@dataclass(frozen=True, slots=True, eq=False)
class Tries:
    """Everything said once in each take, lived without rewrites and with them.

    Attributes:
        plain: (wishes, tries) whether it was served without.
        served: (wishes, tries) whether it was served with.
        rewritten: (wishes, tries) whether a rewrite changed it.
    """

    plain: Flags
    served: Flags
    rewritten: Flags


class World:
    """One language: who wants what, and what comes of what is heard.

    Args:
        corpus: Wishes as they were heard.
        student: Understands.
    """

    def __init__(self, corpus: SpokenCorpus, student: Student) -> None:
        self.corpus = corpus
        self.understand: Callable[[str], Interpretation] = lru_cache(maxsize=None)(
            lambda text: student.understand(text, corpus.locale)
        )

    def served(self, wanted: Wish, heard: str) -> bool:
        """Whether the assistant acts, and on just that wish."""
        said = self.understand(heard)
        values = sorted(f"{slot.name}={key(slot.text)}" for slot in said.slots)
        return bool(heard) and said.in_scope and "|".join([said.intent, *values]) == wanted.meaning

    def tries(self, rewriter: Rewriter, takes: Sequence[Take]) -> Tries:
        """Everything said once in each take, with the rewrites and without."""
        rows = (self._tries(rewriter, wanted, takes) for wanted in self.wishes)
        table = np.array(list(rows), bool)
        return Tries(table[..., 0], table[..., 1], table[..., 2])

    def rewritten(self, rewriter: Rewriter, heard: str) -> str:
        """What is acted on, by the same rule as in a conversation."""
        rewrite = rewriter.find(heard)
        return heard if rewrite is None or understood(self.understand(heard)) else rewrite.target

    @property
    def wishes(self) -> tuple[Wish, ...]:
        """What people may want."""
        return self.corpus.wishes

    def heard(self, said: Example, take: Take) -> str:
        """The recogniser's best guess; empty for silence."""
        return self.corpus.heard[said.annotated.text, take][0]

    def _tries(self, rewriter: Rewriter, wanted: Wish, takes: Sequence[Take]) -> list[tuple[bool, bool, bool]]:
        found = []
        for said in wanted.wordings:
            for take in takes:
                heard = self.heard(said, take)
                effective = self.rewritten(rewriter, heard)
                found.append((self.served(wanted, heard), self.served(wanted, effective), effective != heard))
        return found


@dataclass(frozen=True, slots=True)
class Lived:
    """A session, with what only the user knows.

    Attributes:
        entries: As the journal has them.
        again: For each turn but the last, whether the next one wants the same.
    """

    entries: tuple[JournalEntry, ...]
    again: tuple[bool, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Habits:
    """What users want.

    Attributes:
        popularity: (wishes,) probability of each wish.
        follows: (wishes,) the wish that people go on to after each; it looks like a rephrase, and is none.
    """

    popularity: NDArray[np.float64]
    follows: NDArray[np.int64]

    @classmethod
    def drawn(cls, wishes: int, chance: np.random.Generator) -> Self:
        """Some wishes are popular, most are not."""
        popularity = 1.0 / (chance.permutation(wishes) + 2)
        return cls(popularity / popularity.sum(), chance.permutation(wishes))


def live(world: World, takes: Sequence[Take], plan: Plan) -> list[Lived]:
    """Sessions of users who say again what was not served, in other words; those that had no words are left out."""
    chance = np.random.default_rng(plan.seed)
    habits = Habits.drawn(len(world.wishes), chance)
    people = sorted({take.person for take in takes}, key=str)
    lived = [_Session(world, takes, people, habits, plan, chance).live(place) for place in range(plan.sessions)]
    return [session for session in lived if session.entries]


class _Session:
    """One user at one device for a few turns."""

    def __init__(
        self,
        world: World,
        takes: Sequence[Take],
        people: Sequence[Person],
        habits: Habits,
        plan: Plan,
        chance: np.random.Generator,
    ) -> None:
        self._world, self._habits, self._plan, self._chance = world, habits, plan, chance
        person = people[int(chance.integers(len(people)))]  # a person keeps their voice
        self._takes = [take for take in takes if take.person == person]
        self._device = f"home{chance.integers(plan.devices)}"

    def live(self, place: int) -> Lived:
        plan, chance = self._plan, self._chance
        at = _BEGIN + timedelta(days=place * plan.days // plan.sessions, hours=int(chance.integers(12)))
        wish = int(chance.choice(len(self._habits.popularity), p=self._habits.popularity))
        wanted, left = self._wish(wish)
        entries: list[JournalEntry] = []
        again: list[bool] = []
        while len(entries) < _MOST_TURNS:
            entry = self._entry(wanted.wordings[left.pop()], at, len(entries) + place * _MOST_TURNS + 1)
            if entry is None:  # nothing was heard, and nothing is learned from that
                if left:
                    continue
                break
            entries.append(entry)
            at += timedelta(seconds=float(chance.uniform(5, 20)))
            served = self._world.served(wanted, entry.text)
            if not served and left and chance.random() < _PATIENCE:
                again.append(True)
            elif served and chance.random() < _GOES_ON:
                wish = int(self._habits.follows[wish])
                wanted, left = self._wish(wish)
                again.append(False)
            else:
                break
        return Lived(tuple(entries), tuple(again[: max(0, len(entries) - 1)]))

    def _wish(self, wish: int) -> tuple[Wish, list[int]]:
        wanted = self._world.wishes[wish]
        return wanted, self._chance.permutation(len(wanted.wordings)).tolist()

    def _entry(self, said: Example, at: datetime, number: int) -> JournalEntry | None:
        take = self._takes[int(self._chance.integers(len(self._takes)))]
        heard = self._world.heard(said, take)
        if not heard:
            return None
        read = self._world.understand(heard)
        kind: DecisionKind = "act" if read.in_scope else "decline"
        skill = "home" if read.in_scope else ""
        answer = Answer(number, read.locale, "", Decision(kind, Cause.EXPECTED_COST), skill, done=read.in_scope)
        utterance = Utterance((Guess(heard, 0.5),), read.locale, Origin(self._device), typed=False)
        return JournalEntry(at, utterance, Rewriting(read), read, False, answer)
