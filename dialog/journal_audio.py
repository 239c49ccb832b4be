"""Recordings of turns, for those who chose to keep them: one file a turn, with a retention of its own."""

import os
from collections.abc import Iterable
from datetime import datetime
from io import BytesIO
from pathlib import Path

import soundfile

from dialog.journal_seal import Seal
from runtime import Audio


class AudioJournal:
    """A folder of FLAC files, each named after its turn, readable by the user alone.

    Args:
        folder: Made when the first recording is kept.
        seal: What they are sealed with; they are in clear where absent.
    """

    def __init__(self, folder: Path, seal: Seal | None = None) -> None:
        self._folder = folder
        self._seal = seal or Seal(None)

    def keep(self, turn: int, at: datetime, sound: Audio) -> None:
        """Write what was said in a turn."""
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        file = self._file(turn)
        content = BytesIO()
        soundfile.write(content, sound.samples, sound.rate, format="FLAC")
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as stream:
            stream.write(self._seal.close_bytes(content.getvalue()))
        os.utime(file, (at.timestamp(), at.timestamp()))

    def sound(self, turn: int) -> bytes | None:
        """The FLAC file of a turn; None where there is none.

        Raises:
            DialogError: ``journal.sealed``.
        """
        file = self._file(turn)
        return self._seal.open_bytes(file.read_bytes()) if file.exists() else None

    def turns(self) -> tuple[int, ...]:
        """Turns with a recording."""
        return tuple(sorted(int(file.stem) for file in self._folder.glob("*.flac")))

    def delete(self, *, before: datetime | None = None, turns: Iterable[int] | None = None) -> None:
        """Delete the recordings of some turns, or what is older than a time, or all."""
        if turns is not None:
            for turn in turns:
                self._file(turn).unlink(missing_ok=True)
            return
        for file in self._folder.glob("*.flac"):
            if before is None or file.stat().st_mtime < before.timestamp():
                file.unlink(missing_ok=True)

    def _file(self, turn: int) -> Path:
        return self._folder / f"{turn}.flac"
