"""Parts that break when told to: a disk, a microphone, a clock, a thread."""

import asyncio
import ctypes
import itertools
import subprocess
import sys
import threading
from collections import deque
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from types import FrameType

import numpy as np

from asr.activity import FRAME, RATE
from asr.framing import Framer
from assistant.errors import AssistantError
from dialog.clock import SystemClock
from runtime import Audio

_DISK = "2m"
_FILLER = 4096
_HISS = 100  # frames, after which it begins anew
_QUIET = 1e-3


class Disk:
    """A folder on a disk of two megabytes, or, where none can be had, an ordinary one.

    Attributes:
        folder: The folder.
        why: There is no such disk; empty where there is.
    """

    def __init__(self, folder: Path, why: str = "") -> None:
        self.folder = folder
        self.why = why
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Leave no room."""
        try:
            with self._filler.open("ab", buffering=0) as file:
                while True:
                    file.write(bytes(_FILLER))
        except OSError:
            return

    def free(self) -> None:
        """Make room again."""
        self._filler.unlink()


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk in memory at this folder within the block; mounting it is root's right.

    Args:
        folder: Made here.
    """
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={_DISK}", "none", str(folder)]
    try:
        mounted = subprocess.run(mount, capture_output=True, text=True, timeout=10)
        why = "" if mounted.returncode == 0 else f"a small disk cannot be mounted: {mounted.stderr.strip()}"
    except OSError as error:
        why = f"a small disk cannot be mounted: {error}"
    try:
        yield Disk(folder, why)
    finally:
        if not why:
            subprocess.run(["umount", "--lazy", str(folder)], check=True, timeout=10)


class Line:
    """A microphone at the pace of speech: a quiet room, but for what is played into it; its plug can be pulled."""

    def __init__(self) -> None:
        self.name = "line"
        self._frames: deque[Audio] = deque()
        self._pulled = False

    def play(self, sound: Audio) -> None:
        """Let it be heard.

        Args:
            sound: 16 kHz.
        """
        self._frames.extend(Framer().push(sound))

    def pull(self) -> None:
        """Be gone, with all that was not heard yet; back at the next attempt to open it."""
        self._pulled = True
        self._frames.clear()

    async def frames(self) -> AsyncIterator[Audio]:
        """See ``assistant.microphone.Microphone``."""
        hiss = np.random.default_rng(0).standard_normal((_HISS, FRAME)).astype(np.float32) * np.float32(_QUIET)
        room = itertools.cycle([Audio(frame, RATE) for frame in hiss])
        while True:
            await asyncio.sleep(FRAME / RATE)
            if self._pulled:
                self._pulled = False
                raise AssistantError("microphone.lost", "The microphone has stopped sending sound.", "Plug it in.")
            yield self._frames.popleft() if self._frames else next(room)


class SkewedClock(SystemClock):
    """The machine's clock, as it would be had somebody set it."""

    def __init__(self, zone: str | None = None) -> None:
        super().__init__(zone)
        self._offset = timedelta()

    def now(self) -> datetime:
        """The time that was set."""
        return super().now() + self._offset

    def step(self, seconds: float) -> None:
        """Set the wall clock forward or back."""
        self._offset += timedelta(seconds=seconds)


class AtWork:
    """Threads that are within a function of this name right now."""

    def __init__(self, function: str) -> None:
        self._function = function
        self._over = threading.Event()

    @contextmanager
    def killing(self) -> Iterator[None]:
        """Within this block, end every such thread, as often as one is seen."""
        killer = threading.Thread(target=self._kill)
        killer.start()
        try:
            yield
        finally:
            self._over.set()
            killer.join()

    def _kill(self) -> None:
        while not self._over.wait(0.005):
            for thread, frame in sys._current_frames().items():
                if thread != threading.get_ident() and self._within(frame):
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(SystemExit))

    def _within(self, frame: FrameType | None) -> bool:
        while frame is not None:
            if frame.f_code.co_name == self._function:
                return True
            frame = frame.f_back
        return False
