"""Where simulated turns are played: the installed skills, on a clock that stands still, on a disk that is emptied."""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from zoneinfo import ZoneInfo

from dialog.clock import VirtualClock
from dialog.database import Database
from dialog.schedule import Schedule
from dialog.skillset import load_skills
from lab.dialog.ranking.turns import World, by_domain, vocabulary
from lab.nlu.training.utterances import Utterance
from nlu.student import Student
from nlu.values.language import language

_SATURDAY_TEN = datetime(2026, 11, 21, 10, 0, tzinfo=ZoneInfo("Europe/Berlin"))


def answered(locales: Sequence[str]) -> tuple[str, ...]:
    """Those of the locales whose language the assistant answers in: what is ranked is said in one of them."""
    folder = files("locales")
    return tuple(locale for locale in locales if folder.joinpath(language(locale), "replies").is_dir())


@contextmanager
def stage(student: Student, spoken: Sequence[Utterance]) -> Iterator[World]:
    """A world for simulated turns.

    Args:
        student: Reads the hypotheses.
        spoken: The training commands: their words are what is misheard, their intents what is talked about.
    """
    clock = VirtualClock(_SATURDAY_TEN)
    with tempfile.TemporaryDirectory() as folder:
        database = Database(Path(folder) / "stage.db")
        skills = load_skills(database, Schedule(database, clock), clock).skills
        intents = [utterance.intent for utterance in spoken]
        yield World(skills, clock, student.understand, vocabulary(spoken), intents, by_domain(intents))
        database.close()
