"""What training with the journal is worth: the same student trained twice, with what was learned and without it."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
from pydantic import BaseModel, ConfigDict

from assistant.app import Rooms
from dialog.clock import SystemClock
from dialog.database import Database
from dialog.journal import Journal
from dialog.learning.circle import Circle
from dialog.learning.memory import Known, Memory
from dialog.learning.rephrase import RephraseDetector, open_rephrase_model
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from lab.dialog.acoustic_loop import Lived, Plan, Tries, World
from lab.dialog.acoustic_scores import Failures, Population, failures
from lab.dialog.self_learning_acoustic import heard_world
from lab.dialog.weak_labels import JournalReport, understood_of, weak_labels
from lab.nlu.training.fit import Schedule
from lab.nlu.training.massive import Example
from lab.nlu.training.release import TrainingRecord, release
from lab.nlu.training.student import Design, Sources, train
from lab.tts.studio import Take
from nlu.student import Student, open_student
from nlu.values.language import language
from runtime.provenance import Provenance

Progress = Callable[[int, int, str], None]
ARMS = ("without", "with")


class JournalTrainingRecord(BaseModel):
    """What the experiment showed.

    Attributes:
        provenance: Machine, versions, commit, command.
        locale: The language.
        sessions: In the journal.
        journal: What became of the rewrites that were mined from it.
        exact_match: On the dev partition, of each student, in percent.
        same: Failed turns of the same people in takes that are not in the journal, no rewrite being used: before is
            the student trained without the journal.
        strangers: The same for people who are not in the journal.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    locale: str
    sessions: int
    journal: JournalReport
    exact_match: dict[str, float]
    same: Failures
    strangers: Failures


def run_journal_training(
    rooms: Rooms,
    sources: Sources,
    locale: str,
    count: int,
    epochs: float,
    plan: Plan,
    spoken: Path,
    work: Path,
    command: str,
    bar: Progress,
) -> JournalTrainingRecord:
    """Let people live with the shipped student, mine their journal, and train a student with and without the examples.

    Args:
        rooms: Shipped student, voices and recognisers.
        sources: Of both trainings.
        locale: The language.
        count: Wishes.
        epochs: Passes over the training data.
        plan: Sessions.
        spoken: Keeps what was heard.
        work: Keeps the trainings, which go on where they were.
        command: For the record.
        bar: Called after each wording and each step.
    """
    world, mined, unseen, strangers = heard_world(rooms, sources.data, locale, count, plan.seed, spoken, bar)
    detector = RephraseDetector(open_rephrase_model(), lambda: rooms.student)
    people = Population(world, mined, detector, plan)
    examples, report = weak_examples(people.lived, people.mined(), rooms.student, locale)
    students, records = {}, {}
    for arm in ARMS:
        extra = examples if arm == "with" else []
        students[arm], records[arm] = _trained(sources, locale, extra, epochs, work / locale / arm, command, bar)
    worlds = [World(world.corpus, students[arm]) for arm in ARMS]
    return JournalTrainingRecord(
        provenance=Provenance.here(command),
        locale=locale,
        sessions=plan.sessions,
        journal=report.model_copy(update={"understood_after": understood_of(students["with"], examples)}),
        exact_match={arm: record.mean.exact_match for arm, record in records.items()},
        same=compared(worlds, unseen),
        strangers=compared(worlds, strangers),
    )


def weak_examples(
    lived: Sequence[Lived], rewrites: Sequence[Rewrite], student: Student, locale: str
) -> tuple[list[Example], JournalReport]:
    """What `python -m lab learn nlu --with-journal` would train on, had the sessions been at home."""
    with TemporaryDirectory() as folder:
        database, clock = Database(Path(folder) / "assistant.db"), SystemClock()
        journal, memory = Journal(database, clock), Memory(database, clock)
        with database.transaction():
            for session in lived:
                for entry in session.entries:
                    journal.write(entry)
        memory.keep(
            Circle(language(locale)), Known({rewrite.source: rewrite for rewrite in rewrites}, {}, frozenset()), []
        )
        found = weak_labels(memory, journal, student)
        database.close()
    return found


def compared(worlds: Sequence[World], takes: Sequence[Take]) -> Failures:
    """Failed turns in the second world beside those in the first, for the same takes and without rewrites."""
    plain, served = (world.tries(Rewriter(), takes).plain for world in worlds)
    return failures([Tries(plain, served, np.zeros_like(plain))], 0)


def _trained(
    sources: Sources, locale: str, extra: Sequence[Example], epochs: float, work: Path, command: str, bar: Progress
) -> tuple[Student, TrainingRecord]:
    made = train(
        sources,
        [locale],
        Design(),
        Schedule(epochs=epochs),
        work,
        lambda step, steps, loss: bar(step, steps, f"{work.name} journal, loss {loss:.3f}"),
        extra,
    )
    record = release(made, sources.data, [locale], work / "model", command)
    return open_student("cpu", work / "model"), record
