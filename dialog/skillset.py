"""Finds the installed skills and hands each what it may use."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dialog.clock import Clock
from dialog.database import Database
from dialog.isolation import isolate
from dialog.reloading import ReloadingSkill
from dialog.schedule import Schedule
from dialog.services import Services
from dialog.skill import Manifest, Skill

GROUP = "assistant.skills"


@dataclass(frozen=True, slots=True)
class Skillset:
    """The skills that could be loaded, and why the others could not."""

    skills: tuple[Skill, ...]
    broken: tuple[tuple[str, str], ...] = ()


def load_skills(
    database: Database, timetable: Schedule, clock: Clock, settings: Mapping[str, Mapping[str, Any]] | None = None
) -> Skillset:
    """Every skill that an installed package names in the entry-point group ``assistant.skills``.

    An entry point is a class with a ``manifest`` that is made with its :class:`Services`. One that cannot be loaded is
    reported, and the others work. One whose settings say ``isolated = true`` is imported in a process of its own only;
    one with ``reload = true`` is read again when its files change.

    Args:
        database: For what skills keep.
        timetable: For what rings.
        clock: Time.
        settings: For each skill's name, its table of the user's settings.
    """
    tables = settings or {}

    def services(manifest: Manifest) -> Services:
        return Services(manifest, database, timetable, clock, tables.get(manifest.name, {}))

    skills: list[Skill] = []
    broken: list[tuple[str, str]] = []
    for entry in sorted(entry_points(group=GROUP), key=lambda point: point.name):
        try:
            skills.append(_called_so(entry, _opened(entry, services, tables.get(entry.name, {}))))
        except Exception as error:  # a stranger's code may raise anything
            broken.append((entry.name, f"{type(error).__name__}: {error}"))
    return Skillset(tuple(skills), tuple(broken))


def _opened(entry: EntryPoint, services: Callable[[Manifest], Services], settings: Mapping[str, Any]) -> Skill:
    if settings.get("isolated"):
        return isolate(entry.value, services)
    if settings.get("reload"):
        return ReloadingSkill(entry, services)
    return _made(entry, services)


def _made(entry: EntryPoint, services: Callable[[Manifest], Services]) -> Skill:
    factory = entry.load()
    skill: Skill = factory(services(factory.manifest))
    return skill


def _called_so(entry: EntryPoint, skill: Skill) -> Skill:
    if skill.manifest.name != entry.name:
        raise ValueError(f"the entry point is called '{entry.name}', the manifest '{skill.manifest.name}'")
    return skill
