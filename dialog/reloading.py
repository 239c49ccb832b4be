"""Skills under development: read again whenever one of their files was saved."""

import importlib
import sys
from collections.abc import Callable, Mapping
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from dialog.errors import DialogError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Reply, Request, Skill, Undoable

_WATCHED = ("*.py", "*.ftl", "*.toml")
_OURS = frozenset({"skills", "dialog", "nlu", "assistant", "runtime", "locales", "asr", "tts"})

Stamps = Mapping[Path, int]


class ReloadingSkill:
    """Stands for the newest version of a skill that could be loaded.

    Args:
        entry: Names the skill's class.
        services: What a skill with that manifest may use.

    Attributes:
        manifest: The newest.
        folder: Where its module and its messages lie.
    """

    def __init__(self, entry: EntryPoint, services: Callable[[Manifest], Services]) -> None:
        self._entry = entry
        self._services = services
        self._skill = self._loaded()
        self.manifest = self._skill.manifest
        self.folder = Path(sys.modules[entry.module].__file__ or ".").parent
        self._stamps = self._seen()
        self._error: DialogError | None = None

    def refresh(self) -> bool:
        """Load the skill again if a file of it was saved since; returns whether one was.

        One that cannot be loaded keeps its last good version from answering, so that nobody tests that by mistake.
        """
        seen = self._seen()
        if seen == self._stamps:
            return False
        self._stamps = seen
        try:
            self._forget()
            self._skill = self._loaded()
            self.manifest = self._skill.manifest
            self._error = None
        except BaseException as error:  # half-written code may raise anything
            says = f"'{self._entry.name}' cannot be loaded: {type(error).__name__}: {error}."
            self._error = DialogError("skill.broken", says, "Save it again.")
        return True

    def bid(self, request: Request) -> Bid | None:
        """What the newest version bids."""
        if self._error is not None:
            raise self._error
        return self._skill.bid(request)

    async def handle(self, request: Request) -> Reply:
        """What the newest version replies."""
        return await self._skill.handle(request)

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Have the newest version take it back."""
        if isinstance(self._skill, Undoable):
            await self._skill.undo(done)

    def _loaded(self) -> Skill:
        factory = self._entry.load()
        skill: Skill = factory(self._services(factory.manifest))
        return skill

    def _forget(self) -> None:
        """Take the skill's modules out of the interpreter: all of its package, of ours the one module."""
        package = self._entry.module.partition(".")[0]
        for name in list(sys.modules):
            inside = name == package or name.startswith(f"{package}.")
            if name == self._entry.module or (inside and package not in _OURS):
                del sys.modules[name]
        importlib.invalidate_caches()

    def _seen(self) -> Stamps:
        found = (file for pattern in _WATCHED for file in self.folder.rglob(pattern))
        return {file: file.stat().st_mtime_ns for file in found}
