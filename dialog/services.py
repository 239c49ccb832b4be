"""What skills are handed: the services that their manifests name, and no other."""

from dataclasses import dataclass

from dialog.clock import Clock
from dialog.database import Database
from dialog.errors import DialogError
from dialog.schedule import Agenda, Schedule
from dialog.skill import Manifest, Permission
from dialog.storage import Storage


@dataclass(frozen=True, slots=True)
class Services:
    """The services of one skill; what its manifest does not name raises ``skill.permission``."""

    manifest: Manifest
    database: Database
    timetable: Schedule
    clock: Clock

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

    def _require(self, permission: Permission) -> None:
        if permission not in self.manifest.permissions:
            raise DialogError(
                "skill.permission",
                f"The skill '{self.manifest.name}' asked for '{permission}', which its manifest does not name.",
                f"Add '{permission}' to the manifest's permissions.",
            )
