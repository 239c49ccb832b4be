"""Where a recorded number comes from: command, commit, machine, versions, time."""

import platform
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Self

from pydantic import BaseModel, ConfigDict

from runtime.machine import this_machine

_PACKAGES = ("torch", "onnxruntime", "numpy")


class Provenance(BaseModel):
    """Stands in the records of trainings and experiments.

    Attributes:
        command: What to type to get the record again.
        commit: Of the program; empty where it was installed without its history.
        machine: Processor, cores and system.
        versions: Of Python and the packages that compute.
        date: UTC, ISO 8601.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    commit: str
    machine: str
    versions: dict[str, str]
    date: str

    @classmethod
    def here(cls, command: str) -> Self:
        """Describe this machine, now."""
        machine = this_machine()
        return cls(
            command=command,
            commit=machine.commit,
            machine=f"{machine.processor}, {machine.cores} cores, {machine.system}",
            versions={"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
            date=datetime.now(UTC).isoformat(timespec="seconds"),
        )
