"""The process of an isolated skill: fenced, bounded in what it sends, and ended with all that it started."""

import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from functools import cache
from typing import Any, BinaryIO

from dialog.errors import DialogError
from dialog.hook_thread import HookThread
from dialog.isolation.sandbox import Sandbox
from dialog.isolation.values import line

MOST_BYTES = 1 << 20
_MOST_WAITING = 4
_START_SECONDS = 20.0


class SkillProcess:
    """A running child and the lines it writes. It is held up when it writes faster than it is read.

    Args:
        target: ``module:Class``.
        sandbox: Its fence.
        network: Whether it may open connections.
    """

    def __init__(self, target: str, sandbox: Sandbox, *, network: bool) -> None:
        environment = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
        environment |= {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        environment |= {"PYTHONDONTWRITEBYTECODE": "1"}
        command = sandbox.command(target, network=network)

        def started() -> "subprocess.Popen[bytes]":
            return subprocess.Popen(
                command,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment,
                start_new_session=True,
            )

        self._child = _nursery().call(started, _START_SECONDS)
        assert self._child.stdin is not None and self._child.stdout is not None
        self._over = threading.Event()
        self._from_child: queue.Queue[bytes] = queue.Queue(_MOST_WAITING)
        self._to_child: queue.Queue[bytes] = queue.Queue(_MOST_WAITING)
        threading.Thread(target=self._read, args=(self._child.stdout,), daemon=True).start()
        threading.Thread(target=self._write, args=(self._child.stdin,), daemon=True).start()

    @property
    def has_spoken(self) -> bool:
        """Whether it has sent something that nobody asked for."""
        return not self._from_child.empty()

    def send(self, message: Mapping[str, Any], seconds: float) -> None:
        """Send it a message.

        Raises:
            DialogError: ``skill.timeout`` where it does not read, ``skill.died``.
        """
        if self._over.is_set():
            raise died()
        try:
            self._to_child.put(line(message), timeout=max(seconds, 0.0))
        except queue.Full as error:
            raise DialogError("skill.timeout", "The skill's process does not read what it is told.") from error

    def receive(self, seconds: float) -> Mapping[str, Any]:
        """Its next message.

        Raises:
            DialogError: ``skill.timeout``, ``skill.died``, or ``skill.isolation`` for what is no message.
        """
        try:
            text = self._from_child.get(timeout=max(seconds, 0.0))
        except queue.Empty as error:
            raise DialogError("skill.timeout", "The skill's process did not answer in time.") from error
        if not text:
            raise died()
        try:
            message = json.loads(text) if text.endswith(b"\n") else None
        except (ValueError, RecursionError):
            message = None
        if not isinstance(message, dict):
            raise DialogError("skill.isolation", "The skill's process sent something that is no message.")
        return message

    def kill(self) -> None:
        """End it, and what it has started."""
        self._over.set()
        with suppress(ProcessLookupError, PermissionError):
            if hasattr(os, "killpg"):
                os.killpg(self._child.pid, signal.SIGKILL)
        self._child.kill()
        self._child.wait()
        for waiting in (self._from_child, self._to_child):
            with suppress(queue.Empty):  # a thread that is held up finds room, and ends
                while True:
                    waiting.get_nowait()
        with suppress(queue.Full):
            self._to_child.put_nowait(b"")

    def _read(self, pipe: BinaryIO) -> None:
        with suppress(OSError, ValueError), pipe:
            while (text := pipe.readline(MOST_BYTES)) and not self._over.is_set():
                self._from_child.put(text)
        self._from_child.put(b"")

    def _write(self, pipe: BinaryIO) -> None:
        with suppress(OSError, ValueError), pipe:
            while text := self._to_child.get():
                pipe.write(text)
                pipe.flush()


@cache
def _nursery() -> HookThread:
    """Where processes are started: Linux takes them for orphans once the thread that started them has ended."""
    return HookThread("processes")


def died() -> DialogError:
    """Its process is gone."""
    return DialogError("skill.died", "The skill's process is gone.")
