"""Finds the installed skills and hands each what it may use."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dialog.approvals import Approvals, Offer, Waiting
from dialog.clock import Clock
from dialog.contained import LOAD_SECONDS
from dialog.database import Database
from dialog.hook_thread import HookThread
from dialog.isolation import IsolatedSkill, isolate
from dialog.reloading import ReloadingSkill
from dialog.schedule import Schedule
from dialog.services import Services
from dialog.skill import Manifest, Skill

GROUP = "assistant.skills"
_NAME = re.compile(r"[a-z][a-z0-9]*")  # what the dialogue itself keeps goes by names that have a dot


@dataclass(frozen=True, slots=True)
class Skillset:
    """The skills that could be loaded, why others could not, and which nobody has allowed yet."""

    skills: tuple[Skill, ...]
    broken: tuple[tuple[str, str], ...] = ()
    waiting: tuple[Waiting, ...] = ()

    def close(self) -> None:
        """End the processes of those that have one."""
        for skill in self.skills:
            if isinstance(skill, IsolatedSkill):
                skill.close()


def installed() -> tuple[Offer, ...]:
    """What installed packages offer, ours first: of two skills with one name, the first is meant."""
    offers = [Offer(entry) for entry in entry_points(group=GROUP)]
    return tuple(sorted(offers, key=lambda offer: (not offer.is_ours, offer.skill, offer.package)))


def load_skills(
    database: Database,
    timetable: Schedule,
    clock: Clock,
    settings: Mapping[str, Mapping[str, Any]] | None = None,
    *,
    allowed: Collection[str] = (),
) -> Skillset:
    """Every skill that an installed package names in the entry-point group ``assistant.skills``.

    An entry point is a class with a ``manifest`` that is made with its :class:`Services`. One that cannot be loaded is
    reported, and the others work. One of a package that nobody has allowed is not loaded. One whose settings say
    ``isolated = true`` is imported in a process of its own only; one with ``reload = true`` is read again when its
    files change.

    Args:
        database: For what skills keep, and what was allowed.
        timetable: For what rings.
        clock: Time.
        settings: For each skill's name, its table of the user's settings.
        allowed: Names of skills that are allowed besides.
    """
    tables = settings or {}

    def services(manifest: Manifest) -> Services:
        return Services(manifest, database, timetable, clock, tables.get(manifest.name, {}))

    approvals = Approvals(database, clock)
    skills: dict[str, Skill] = {}
    broken: list[tuple[str, str]] = []
    waiting: list[Waiting] = []
    for offer in installed():
        try:
            standing = "allowed" if offer.skill in allowed else approvals.standing(offer)
            if standing in ("new", "changed"):
                package = f"{offer.package} {offer.version}".strip()
                waiting.append(Waiting(offer.skill, package, standing == "changed"))
            elif offer.skill in skills:
                broken.append((offer.skill, f"another skill has that name; this one is of {offer.package}"))
            else:
                skills[offer.skill] = _loaded(offer.entry, services, tables.get(offer.skill, {}))
        except Exception as error:  # a stranger's code may raise anything
            broken.append((offer.skill, f"{type(error).__name__}: {error}"))
    return Skillset(tuple(skills.values()), tuple(broken), tuple(waiting))


def _loaded(entry: EntryPoint, services: Callable[[Manifest], Services], settings: Mapping[str, Any]) -> Skill:
    """Import it and make it, beside the program: it may hang, or try to end the program."""
    thread = HookThread(entry.name)
    try:
        return thread.call(lambda: _called_so(entry, _opened(entry, services, settings)), LOAD_SECONDS)
    finally:
        thread.close()


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
    if not _NAME.fullmatch(entry.name):
        raise ValueError("a name is one lower-case word")
    if skill.manifest.name != entry.name:
        raise ValueError(f"the entry point is called '{entry.name}', the manifest '{skill.manifest.name}'")
    return skill
