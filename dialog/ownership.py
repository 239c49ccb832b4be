"""One program at a time owns the state; the others talk to it, or read beside it."""

import contextlib
import json
import os
from pathlib import Path

from filelock import FileLock, Timeout

from dialog.errors import DialogError


class Ownership:
    """The right to change what is in a state folder; the system takes it back when the process ends, however it does.

    Within one process it may be taken several times.

    Args:
        folder: The state's.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = FileLock(folder / "owner.lock", mode=0o600, thread_local=False, is_singleton=True)
        self._card = folder / "owner.json"
        self._taken = 0

    def take(self, role: str) -> None:
        """Become the owner.

        Args:
            role: What the program is, for those who find the state taken.

        Raises:
            DialogError: ``state.owned`` where another process has it; ``state.folder`` where the folder cannot be used.
        """
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            self._lock.acquire(blocking=False)
        except Timeout as error:
            raise DialogError(
                "state.owned",
                f"The state in {self._folder} is in use by {self._owner()}.",
                "Ask it with `assistant ask TEXT`, or stop it first.",
            ) from error
        except (OSError, NotImplementedError) as error:
            raise DialogError(
                "state.folder", f"{self._folder} cannot be used: {error}.", "Name another folder in `state`."
            ) from error
        self._taken += 1
        with contextlib.suppress(OSError):  # it is for people only, and the disk may be full
            self._card.write_text(json.dumps({"process": os.getpid(), "role": role}), encoding="utf-8")

    def give_back(self) -> None:
        """Be no longer the owner, as often as it was taken."""
        while self._taken:
            self._taken -= 1
            self._lock.release()

    def _owner(self) -> str:
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            card = json.loads(self._card.read_text(encoding="utf-8"))
            return f"the {card['role']} (process {int(card['process'])})"
        return "another program"
