"""What skills may use: the services their manifests name, and no other."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
from dialog.outside import Network
from dialog.schedule import Agenda, Schedule
from dialog.skill import Manifest, Permission
from dialog.storage import Storage


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one skill. What its manifest doesn't name raises ``skill.permission``.

    Attributes:
        manifest: The skill's.
        database: Behind ``storage``; not for skills.
        timetable: Behind ``schedule``; not for skills.
        clock: Time.
        settings: The skill's table in the user's settings.
    """

    manifest: Manifest
    database: Database
    timetable: Schedule
    clock: Clock
    settings: Mapping[str, Any] = field(default_factory=dict)

    @property
    def storage(self) -> Storage:
        """The skill's own documents."""
        self._require("storage")
        return Storage(self.database, self.manifest.name)

    @property
    def schedule(self) -> Agenda:
        """The skill's own alarms, timers or reminders."""
        self._require("schedule")
        return Agenda(self.timetable, self.manifest.name)

    @property
    def network(self) -> Network:
        """The way to addresses in the settings, within limits; see :mod:`dialog.outside`."""
        self._require("network")
        return Network()

    @property
    def contacts(self) -> Storage:
        """The address book, shared by all skills with this permission: people's names, and what is known about them."""
        self._require("contacts")
        return Storage(self.database, "contacts")

    def _require(self, permission: Permission) -> None:
        if permission not in self.manifest.permissions:
            raise DialogError(
                "skill.permission",
                f"The skill '{self.manifest.name}' asked for '{permission}', which its manifest does not name.",
                f"Add '{permission}' to the manifest's permissions.",
            )
