"""A mailbox over IMAP (RFC 3501); it is only looked at, so that nothing in it changes."""

import imaplib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass

from skills.mail_account import Account, hung_up_after

_SECONDS = 4.0
_PORT, _TLS_PORT = 143, 993
_LARGEST_BYTES = 60_000
_MOST_BYTES = 4_000_000  # that a server sends in all: numbers of letters, and a few of these


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds.

    Attributes:
        count: How many letters.
        newest: The newest of them as they came, newest first, each cut off where it is long.
    """

    count: int
    newest: tuple[bytes, ...]


def search(account: Account, sender: str, *, unread: bool, most: int) -> Found:
    """The newest letters in the inbox; blocks, with a limit on every wait, on all of them, and on all that is sent.

    Args:
        account: Where.
        sender: Part of a name or an address; empty for anybody.
        unread: Only those that nobody has opened.
        most: How many to fetch.

    Raises:
        OSError: The server cannot be reached, or refuses.
    """
    with _inbox(account) as inbox:
        wanted = ["UNSEEN"] if unread else ["ALL"]
        if sender:
            inbox.literal = sender.encode("utf-8")  # type: ignore[assignment]  # sent as it is, whatever is in it
            wanted = ["CHARSET", "UTF-8", *wanted, "FROM"]
        numbers = _checked(*inbox.uid("SEARCH", *wanted))[0].split()
        newest = numbers[: -most - 1 : -1]
        return Found(len(numbers), tuple(_letter(inbox, number.decode("ascii", "replace")) for number in newest))


class _Bounded(imaplib.IMAP4):
    """A server says how much it will send, and imaplib would take any amount."""

    _left = _MOST_BYTES

    def read(self, size: int) -> bytes:
        """See ``imaplib``."""
        self._take(size)
        return super().read(size)

    def readline(self) -> bytes:
        """See ``imaplib``."""
        line = super().readline()
        self._take(len(line))
        return line

    def _take(self, size: int) -> None:
        self._left -= size
        if self._left < 0:
            raise self.abort("the mailbox sends too much")


class _BoundedTls(_Bounded, imaplib.IMAP4_SSL):
    """The same, encrypted."""


@contextmanager
def _inbox(account: Account) -> Iterator[imaplib.IMAP4]:
    try:
        inbox = _connected(account)
        with hung_up_after(_SECONDS, inbox.socket()):
            try:
                inbox.login(account.user, account.password())
                _checked(*inbox.select("INBOX", readonly=True))
                yield inbox
            finally:
                with suppress(imaplib.IMAP4.error, OSError):
                    inbox.logout()
    except (imaplib.IMAP4.error, ValueError, AttributeError) as error:  # it stumbles over what no server should say
        raise ConnectionError(f"{account.host}: {error}") from error


def _connected(account: Account) -> imaplib.IMAP4:
    if account.security == "tls":
        port = account.port or _TLS_PORT
        return _BoundedTls(account.host, port, ssl_context=account.context(), timeout=_SECONDS)
    inbox = _Bounded(account.host, account.port or _PORT, timeout=_SECONDS)
    if account.security == "starttls":
        inbox.starttls(account.context())
    return inbox


def _checked(status: str, data: Sequence[bytes | None]) -> list[bytes]:
    if status != "OK":
        raise ConnectionError(f"the mailbox answers {status}")
    return [part or b"" for part in data] or [b""]


def _letter(inbox: imaplib.IMAP4, number: str) -> bytes:
    _, parts = inbox.uid("FETCH", number, f"(BODY.PEEK[]<0.{_LARGEST_BYTES}>)")
    raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    return bytes(raw[:_LARGEST_BYTES])
