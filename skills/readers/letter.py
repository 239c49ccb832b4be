"""E-mails (RFC 5322)."""

import re
from email import policy
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.utils import parseaddr
from itertools import takewhile
from typing import BinaryIO, TypedDict

from skills.readers.page import page_words

_LONGEST_HEADER = 1000
_LONGEST_LINE = 2000
_SIGNATURE = re.compile(r"-- ?$|_{5,}|-{3,5} ?\w+")
_TRANSFER = ("base64", "quoted-printable", "7bit", "8bit", "binary", "")


class Letter(TypedDict):
    """Who wrote it and about what, and its own words; these are empty where they were not asked for."""

    sender: str
    subject: str
    text: str


def read(data: BinaryIO, words: bool) -> Letter:
    """A letter.

    Args:
        data: As it came.
        words: Whether to read more than its head.
    """
    # the old policy: the new one reads headers with a grammar that some of them keep busy for minutes
    message = BytesParser(policy=policy.compat32).parse(data, headersonly=not words)
    name, address = parseaddr(_header(message, "From"))
    return {
        "sender": _decoded(name) or address,
        "subject": _decoded(_header(message, "Subject")),
        "text": _words(message) if words else "",
    }


def _header(message: Message, name: str) -> str:
    return str(message.get(name, ""))[:_LONGEST_HEADER]


def _decoded(header: str) -> str:
    try:
        text = str(make_header(decode_header(header)))
    except (LookupError, ValueError):  # a character set that nobody knows
        text = header
    return " ".join(text.split())


def _words(message: Message) -> str:
    """Its own words; of one that is HTML only, those on the page."""
    shown = (part for part in message.walk() if not part.is_multipart() and part.get_content_disposition() is None)
    parts = {part.get_content_type(): part for part in reversed(list(shown))}
    part = parts.get("text/plain") or parts.get("text/html")
    if part is None or str(part.get("Content-Transfer-Encoding", "")).strip().lower() not in _TRANSFER:
        return ""
    body = part.get_payload(decode=True)
    try:
        text = bytes(body).decode(part.get_content_charset("utf-8"), "replace") if isinstance(body, bytes) else ""
    except (LookupError, ValueError):
        return ""
    plain = text if part.get_content_type() == "text/plain" else page_words(text)
    lines = (line.rstrip("\r") for line in plain.split("\n"))
    own = takewhile(lambda line: not _SIGNATURE.match(line[:_LONGEST_LINE]), lines)
    return " ".join(line.strip() for line in own if line.strip() and not line.startswith(">"))
