"""Where a recorded number comes from: machine, versions, commit, command, time."""

import os
import platform
import subprocess
import sys
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Self

from pydantic import BaseModel, ConfigDict

_PACKAGES = ("torch", "onnxruntime", "numpy")


class Provenance(BaseModel):
    """Stands in every record that the project writes.

    Attributes:
        command: What to type to get the record again.
        commit: Of the working tree, with ``+`` where it has changes; empty outside of a checkout.
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
        return cls(
            command=command,
            commit=_commit(),
            machine=machine(),
            versions={"python": platform.python_version(), **{name: version(name) for name in _PACKAGES}},
            date=datetime.now(UTC).isoformat(timespec="seconds"),
        )


def machine() -> str:
    """Processor, cores and system in one line."""
    return f"{_processor()}, {os.cpu_count()} cores, {platform.system()} {platform.machine()}"


def _processor() -> str:
    if sys.platform == "linux":
        for line in Path("/proc/cpuinfo").read_text().splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _commit() -> str:
    try:
        run = subprocess.run(
            ["git", "describe", "--always", "--dirty=+", "--abbrev=12", "--exclude=*"],
            cwd=Path(__file__).parent,
            capture_output=True,
            text=True,
            timeout=10,
            check=True,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return run.stdout.strip()
