"""Which packages' skills the user has allowed to run."""

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import EntryPoint
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError

DISTRIBUTION = "voice-assistant-reference"
"""Our own; its skills need nobody's leave."""
_OURS = "skills."

Standing = Literal["ours", "allowed", "new", "changed"]


class Offer:
    """A skill that an installed package offers. None of the package's code runs to tell what it is."""

    def __init__(self, entry: EntryPoint) -> None:
        self.entry = entry
        self.skill = entry.name

    @property
    def package(self) -> str:
        """Name of the distribution; empty where nobody knows."""
        return self.entry.dist.name if self.entry.dist else ""

    @property
    def version(self) -> str:
        """Version of the distribution."""
        return self.entry.dist.version if self.entry.dist else ""

    @property
    def is_ours(self) -> bool:
        """Whether it came with the assistant: named by its distribution, and lying in its own folder."""
        return self.package == DISTRIBUTION and self.entry.value.startswith(_OURS)

    @cached_property
    def fingerprint(self) -> str:
        """SHA-256 of the files of its top-level package; empty for one that is installed to be changed.

        Raises:
            DialogError: ``skill.broken`` where the files are not there.
        """
        if self._is_editable:
            return ""
        digest = hashlib.sha256()
        for file in self._files():
            digest.update(f"{file.name}\0{file.stat().st_size}\0".encode())
            digest.update(file.read_bytes())
        return digest.hexdigest()

    @property
    def _is_editable(self) -> bool:
        told = self.entry.dist.read_text("direct_url.json") if self.entry.dist else None
        try:
            return bool(told and json.loads(told)["dir_info"]["editable"])
        except (ValueError, KeyError, TypeError):
            return False

    def _files(self) -> list[Path]:
        top = self.entry.module.partition(".")[0]
        spec = find_spec(top)
        if spec is None:
            raise DialogError("skill.broken", f"The package '{top}' of the skill '{self.skill}' is not there.")
        folders = [Path(folder) for folder in spec.submodule_search_locations or ()]
        found = sorted(file for folder in folders for file in folder.rglob("*") if file.is_file())
        if not folders and spec.origin:
            found = [Path(spec.origin)]
        return [file for file in found if file.suffix != ".pyc"]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A skill that is installed and not loaded, because nobody has allowed it.

    Attributes:
        skill: Its name.
        package: Whose it is, with its version.
        changed: Whether another version, or other files, were allowed before.
    """

    skill: str
    package: str
    changed: bool


class Approvals:
    """What the user has allowed: a package's skill, in one version, with the files it had.

    Args:
        database: Where that is kept.
        clock: Time.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def standing(self, offer: Offer) -> Standing:
        """Whether a skill may be loaded, and if not, whether it is new or has changed.

        Raises:
            DialogError: ``skill.broken``.
        """
        if offer.is_ours:
            return "ours"
        rows = self._database.query("SELECT * FROM approvals WHERE skill = ?", (offer.skill,))
        if not rows:
            return "new"
        allowed = rows[0]["package"], rows[0]["version"], rows[0]["fingerprint"]
        return "allowed" if allowed == (offer.package, offer.version, offer.fingerprint) else "changed"

    def allow(self, offer: Offer) -> None:
        """Let a skill be loaded from now on, as it is now.

        Raises:
            DialogError: ``skill.broken``.
        """
        row = (offer.skill, offer.package, offer.version, offer.fingerprint, self._clock.now().timestamp())
        with self._database.transaction() as connection:
            connection.execute("REPLACE INTO approvals VALUES (?, ?, ?, ?, ?)", row)

    def withdraw(self, skill: str) -> bool:
        """Let it be loaded no more; returns whether it could be."""
        with self._database.transaction() as connection:
            return connection.execute("DELETE FROM approvals WHERE skill = ?", (skill,)).rowcount > 0
