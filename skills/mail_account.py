"""An account on a server, as the settings name it: where, who, and how the connection is kept private."""

import socket
import ssl
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, Self, get_args

from dialog.outside import file_bytes

Security = Literal["tls", "starttls", "none"]
_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


@contextmanager
def hung_up_after(seconds: float, connection: socket.socket | None) -> Iterator[None]:
    """Ends a connection that is not done within this block in time: a server that drips is never silent for long.

    Args:
        seconds: In all.
        connection: Is shut down, by another thread, so that whoever waits for it wakes.
    """

    def end() -> None:
        with suppress(OSError):  # it may be closed already
            if connection is not None:
                connection.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


@dataclass(frozen=True, slots=True)
class Account:
    """One account.

    Attributes:
        host: The server.
        port: Where it listens; 0 for what is usual.
        user: Empty where nobody logs in.
        password_file: Holds the password; it is read for each connection, so that it can be changed.
        security: ``none`` only ever goes to this machine itself.
        authority: PEM file of a certificate authority of the user's own.
    """

    host: str
    port: int
    user: str
    password_file: str
    security: Security
    authority: str | None

    @classmethod
    def of(cls, settings: Mapping[str, Any]) -> Self | None:
        """The account in a skill's settings; None where they name no server."""
        if not settings.get("host"):
            return None
        security = str(settings.get("security", "tls"))
        return cls(
            str(settings["host"]),
            int(settings.get("port", 0)),
            str(settings.get("user", "")),
            str(settings.get("password_file", "")),
            next((kind for kind in get_args(Security) if kind == security), "tls"),
            settings.get("authority"),
        )

    @property
    def is_private(self) -> bool:
        """Whether nobody on the way can read along."""
        return self.security != "none" or self.host in _LOOPBACK

    def password(self) -> str:
        """The password.

        Raises:
            OutsideError: Its file cannot be read.
        """
        return file_bytes(Path(self.password_file)).decode("utf-8").strip()

    def context(self) -> ssl.SSLContext:
        """How the server proves who it is."""
        return ssl.create_default_context(cafile=self.authority)
