"""What a measurement was made on."""

import platform
import subprocess
from pathlib import Path

import psutil
from pydantic import BaseModel, ConfigDict


class Machine(BaseModel):
    """The machine and the program.

    Attributes:
        processor: Its name.
        cores: Logical ones.
        memory: In GiB.
        system: Operating system and architecture.
        python: Version.
        load: Average number of runnable tasks in the last minute, ours included.
        commit: Of the program, empty where it was installed without its history.
    """

    model_config = ConfigDict(frozen=True)

    processor: str
    cores: int
    memory: float
    system: str
    python: str
    load: float
    commit: str


def this_machine() -> Machine:
    """The one we are on."""
    return Machine(
        processor=_processor(),
        cores=psutil.cpu_count() or 1,
        memory=round(psutil.virtual_memory().total / 2**30, 1),
        system=f"{platform.system()} {platform.machine()}",
        python=platform.python_version(),
        load=round(psutil.getloadavg()[0], 2),
        commit=_commit(),
    )


def _processor() -> str:
    cpus = Path("/proc/cpuinfo")
    lines = cpus.read_text().splitlines() if cpus.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.processor()
    )


def _commit() -> str:
    command = ["git", "-C", str(Path(__file__).parent), "rev-parse", "--short", "HEAD"]
    try:
        return subprocess.run(command, capture_output=True, text=True, timeout=10, check=True).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""
