"""A mailbox over IMAP (RFC 3501); it is only looked at, so that nothing in it changes."""

import imaplib
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import parseaddr
from itertools import takewhile

from skills.html_text import page_words
from skills.mail_account import Account

_SECONDS = 4.0
_PORT, _TLS_PORT = 143, 993
_LARGEST_BYTES = 60_000
_SIGNATURE = re.compile(r"-- ?$|_{5,}|-{3,} ?\w+")


@dataclass(frozen=True, slots=True)
class Letter:
    """An e-mail.

    Attributes:
        sender: The name in its *From*, or the address where it has none.
        subject: May be empty.
        text: Its words, without those quoted from earlier letters.
    """

    sender: str
    subject: str
    text: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search finds.

    Attributes:
        count: How many letters.
        letters: The newest of them, newest first.
    """

    count: int
    letters: tuple[Letter, ...]


def search(account: Account, sender: str, *, unread: bool, most: int) -> Found:
    """The newest letters in the inbox; blocks, with a limit on every wait.

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
        return Found(len(numbers), tuple(_letter(inbox, number.decode()) for number in newest))


@contextmanager
def _inbox(account: Account) -> Iterator[imaplib.IMAP4]:
    try:
        inbox = _connected(account)
        try:
            inbox.login(account.user, account.password())
            _checked(*inbox.select("INBOX", readonly=True))
            yield inbox
        finally:
            with suppress(imaplib.IMAP4.error, OSError):
                inbox.logout()
    except imaplib.IMAP4.error as error:
        raise ConnectionError(f"{account.host}: {error}") from error


def _connected(account: Account) -> imaplib.IMAP4:
    if account.security == "tls":
        port = account.port or _TLS_PORT
        return imaplib.IMAP4_SSL(account.host, port, ssl_context=account.context(), timeout=_SECONDS)
    inbox = imaplib.IMAP4(account.host, account.port or _PORT, timeout=_SECONDS)
    if account.security == "starttls":
        inbox.starttls(account.context())
    return inbox


def _checked(status: str, data: Sequence[bytes | None]) -> list[bytes]:
    if status != "OK":
        raise ConnectionError(f"the mailbox answers {status}")
    return [part or b"" for part in data] or [b""]


def _letter(inbox: imaplib.IMAP4, number: str) -> Letter:
    _, parts = inbox.uid("FETCH", number, f"(BODY.PEEK[]<0.{_LARGEST_BYTES}>)")
    raw = next((part[1] for part in parts if isinstance(part, tuple)), b"")
    message = message_from_bytes(raw, policy=policy.default)
    name, address = parseaddr(str(message.get("From", "")))
    return Letter(name or address, " ".join(str(message.get("Subject", "")).split()), words(message))


def words(message: EmailMessage) -> str:
    """A letter's own words; of one that is HTML only, those on the page."""
    part = message.get_body(preferencelist=("plain", "html"))
    if part is None:
        return ""
    try:
        text = str(part.get_content())
    except (LookupError, ValueError):  # a character set that nobody knows
        return ""
    plain = text if part.get_content_subtype() == "plain" else page_words(text)
    lines = (line.rstrip("\r") for line in plain.split("\n"))
    own = takewhile(lambda line: not _SIGNATURE.match(line), lines)
    return " ".join(line.strip() for line in own if line.strip() and not line.startswith(">"))
