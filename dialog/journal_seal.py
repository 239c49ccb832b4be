"""The journal encrypted at rest: what was said is sealed with a key that the user keeps in a file (Fernet)."""

import os
from pathlib import Path

from cryptography.fernet import Fernet, InvalidToken

from dialog.errors import DialogError

_SEALED = "gAAAAA"  # what Fernet's version byte and the first bytes of a time become in base64


_BEGINNING = b"gAAAA"  # of every Fernet token of this century


class Seal:
    """Seals texts, and opens them again; what was written without a key stays readable.

    Args:
        file: Holds the key; None for no sealing.

    Raises:
        DialogError: ``journal.key``.
    """

    def __init__(self, file: Path | None) -> None:
        self._fernet: Fernet | None = None
        if file is None:
            return
        try:
            self._fernet = Fernet(file.read_bytes().strip())
        except (OSError, ValueError) as error:
            raise DialogError(
                "journal.key", f"No key can be read from {file}.", "Make one with: assistant journal key FILE"
            ) from error

    def close(self, text: str) -> str:
        """The text as it is written."""
        return self._fernet.encrypt(text.encode()).decode() if self._fernet else text

    @property
    def seals(self) -> bool:
        """Whether there is a key."""
        return self._fernet is not None

    def close_bytes(self, content: bytes) -> bytes:
        """The same for what is no text."""
        return self._fernet.encrypt(content) if self._fernet else content

    def open_bytes(self, written: bytes) -> bytes:
        """What was sealed; the text of a seal is told from what lies in clear by how it begins.

        Raises:
            DialogError: ``journal.sealed``.
        """
        if not written.startswith(_BEGINNING):
            return written
        try:
            if self._fernet is not None:
                return self._fernet.decrypt(written)
        except InvalidToken:
            pass
        raise _sealed()

    def open(self, written: str) -> str:
        """The text that was sealed.

        Raises:
            DialogError: ``journal.sealed``.
        """
        if not written.startswith(_SEALED):
            return written
        try:
            if self._fernet is not None:
                return self._fernet.decrypt(written.encode()).decode()
        except InvalidToken:
            pass
        raise _sealed()


def _sealed() -> DialogError:
    return DialogError(
        "journal.sealed",
        "The journal was sealed with another key.",
        "Name that key's file in [privacy] journal_key, or delete the journal: assistant journal forget --all",
    )


def make_key(file: Path) -> None:
    """Write a new key into a file that nobody else can read.

    Raises:
        DialogError: ``journal.key`` where the file exists or cannot be written.
    """
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except OSError as error:
        raise DialogError("journal.key", f"{file} cannot be made: {error.strerror}.", "Choose a new file.") from error
    with os.fdopen(handle, "wb") as stream:
        stream.write(Fernet.generate_key())
