"""What the terminal costs while it listens and nobody speaks: a real terminal of each size, in a process of its own."""

import fcntl
import os
import pty
import struct
import subprocess
import sys
import termios
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psutil
from pydantic import BaseModel, ConfigDict

from assistant.config import Config, as_toml
from assistant.errors import AssistantError
from lab.endurance.testbed import isolated
from runtime.machine import Machine, this_machine
from runtime.provenance import Provenance

SIZES = ((80, 24), (160, 50))
_PATIENCE = 120.0
_SETTLED = 3.0
_QUIT = b"\x11"  # Control-Q
_TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "NO_COLOR": ""}


class TerminalCost(BaseModel):
    """One size.

    Attributes:
        size: Columns and rows.
        percent: Of one core, recogniser and voice activity included.
        kilobytes: Written to the terminal in a second.
        resident_mb: Memory, in 10^6 bytes.
    """

    model_config = ConfigDict(frozen=True)

    size: str
    percent: float
    kilobytes: float
    resident_mb: float


class TuiRecord(BaseModel):
    """All sizes.

    Attributes:
        provenance: Where, when, with what.
        machine: What else it did is in its load.
        seconds: That each was watched.
        costs: By size.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    machine: Machine
    seconds: float
    costs: tuple[TerminalCost, ...]


def measure(config: Config, seconds: float, sizes: tuple[tuple[int, int], ...] = SIZES) -> TuiRecord:
    """Watch the terminal listen.

    Args:
        config: Settings.
        seconds: For so long, at each size.
        sizes: Columns and rows.

    Raises:
        AssistantError: ``terminal.silent`` where it never came to listen.
    """
    return TuiRecord(
        provenance=Provenance.here(f"python -m lab bench tui --seconds {seconds:g}"),
        machine=this_machine(),
        seconds=seconds,
        costs=tuple(_watched(config, columns, rows, seconds) for columns, rows in sizes),
    )


class _Screen:
    """The far end of the terminal: takes what is written, as a terminal does.

    Attributes:
        written: Bytes so far.
    """

    def __init__(self, end: int) -> None:
        self.written = 0
        self._end = end
        self._text = b""
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def shows(self, word: bytes) -> bool:
        """Whether this was written at any time."""
        return word in self._text

    def _read(self) -> None:
        while True:
            try:
                piece = os.read(self._end, 65_536)
            except OSError:  # the other end is closed
                return
            self.written += len(piece)
            self._text = (self._text + piece)[-200_000:]


@contextmanager
def _terminal(command: list[str], columns: int, rows: int) -> Iterator[tuple[psutil.Process, _Screen]]:
    """A process in a terminal of its own, which is quit at the end."""
    near, far = pty.openpty()
    fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    environment = os.environ | _TERMINAL
    process = subprocess.Popen(command, stdin=far, stdout=far, stderr=far, env=environment, start_new_session=True)
    os.close(far)
    try:
        yield psutil.Process(process.pid), _Screen(near)
        os.write(near, _QUIT)
        process.wait(20)
    finally:
        process.kill()
        process.wait()
        os.close(near)


def _watched(config: Config, columns: int, rows: int, seconds: float) -> TerminalCost:
    with TemporaryDirectory() as folder:
        settings = Path(folder) / "assistant.toml"
        settings.write_text(as_toml(isolated(config, Path(folder) / "state")), encoding="utf-8")
        command = [sys.executable, "-m", "lab.endurance.quiet_terminal", str(settings)]
        with _terminal(command, columns, rows) as (process, screen):
            end = time.monotonic() + _PATIENCE
            while not screen.shows(b"listening"):
                if time.monotonic() > end or not process.is_running():
                    message = "The terminal did not come to listen."
                    raise AssistantError("terminal.silent", message, "See what `assistant doctor` says.")
                time.sleep(0.1)
            time.sleep(_SETTLED)
            return _cost(process, screen, f"{columns}x{rows}", seconds)


def _cost(process: psutil.Process, screen: _Screen, size: str, seconds: float) -> TerminalCost:
    used, written, began = sum(process.cpu_times()[:2]), screen.written, time.monotonic()
    time.sleep(seconds)
    took = time.monotonic() - began
    return TerminalCost(
        size=size,
        percent=round(100 * (sum(process.cpu_times()[:2]) - used) / took, 2),
        kilobytes=round((screen.written - written) / took / 1000, 1),
        resident_mb=round(process.memory_info().rss / 1e6, 1),
    )
