"""The keys of satellites: each has its own, which is shown once and of which only a digest is kept."""

import hashlib
import hmac
import os
import re
import secrets
from pathlib import Path

from assistant.errors import AssistantError

_NAME = re.compile(r"[a-z0-9](?:[a-z0-9 _-]{0,30}[a-z0-9])?")
_BYTES = 32


class Keyring:
    """Who may come from other machines.

    Args:
        folder: Holds a file for each satellite, which nobody else can read. A running server looks into it each time,
            so that keys can be added and revoked while it runs.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def names(self) -> tuple[str, ...]:
        """Satellites that have a key, in order."""
        if not self._folder.is_dir():
            return ()
        return tuple(sorted(file.name for file in self._folder.iterdir() if _NAME.fullmatch(file.name)))

    def add(self, name: str) -> str:
        """Make a key.

        Args:
            name: Of the satellite, such as ``kitchen``.

        Returns:
            The key, ``NAME:SECRET``; it cannot be shown again.

        Raises:
            AssistantError: ``satellite.name``, ``satellite.known`` or ``satellite.unwritable``.
        """
        if not _NAME.fullmatch(name):
            raise AssistantError(
                "satellite.name", f"'{name}' is no name for a satellite.", "Use up to 32 small letters and digits."
            )
        secret = secrets.token_urlsafe(_BYTES)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(self._folder / name, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "w", encoding="ascii") as file:
                file.write(digest_of(secret).hex())
                file.flush()
                os.fsync(file.fileno())
        except FileExistsError as error:
            remedy = f"Take it back first: assistant satellites revoke {name}"
            raise AssistantError("satellite.known", f"The satellite '{name}' has a key already.", remedy) from error
        except OSError as error:
            message = f"No key can be kept in {self._folder}: {error.strerror}."
            raise AssistantError("satellite.unwritable", message, "Check [state] and its rights.") from error
        return f"{name}:{secret}"

    def revoke(self, name: str) -> None:
        """Take a key back; the satellite is cut off at its next word.

        Raises:
            AssistantError: ``satellite.unknown``.
        """
        if name not in self.names():
            raise AssistantError(
                "satellite.unknown", f"No satellite '{name}' has a key.", "See: assistant satellites list"
            )
        (self._folder / name).unlink(missing_ok=True)

    def digest(self, name: str) -> bytes | None:
        """What is kept of a satellite's key; None where it has none, or none that can be read."""
        if not _NAME.fullmatch(name):
            return None
        try:
            kept = bytes.fromhex((self._folder / name).read_text(encoding="ascii"))
        except (OSError, ValueError):
            return None
        return kept if len(kept) == hashlib.sha256().digest_size else None

    def is_right(self, key: str) -> str:
        """The name of the satellite whose key this is; empty where it is nobody's."""
        name, _, secret = key.partition(":")
        kept = self.digest(name)
        same = hmac.compare_digest(digest_of(secret), kept or secrets.token_bytes(_BYTES))
        return name if same and kept is not None else ""


def digest_of(secret: str) -> bytes:
    """What is kept of a key. The secret has 256 bits, so that no slow hash is needed."""
    return hashlib.sha256(b"wyoming satellite key\0" + secret.encode()).digest()
