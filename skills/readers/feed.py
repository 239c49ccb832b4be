"""RSS and Atom feeds."""

from io import BytesIO
from typing import BinaryIO, TypedDict

import feedparser

from skills.readers.page import page_words

_LONGEST = 300


class Entry(TypedDict):
    """One entry: its title without markup, and the address of its sound, empty where it has none."""

    title: str
    sound: str


def read(data: BinaryIO, most: int) -> list[Entry]:
    """The first entries of a feed.

    Args:
        data: The feed.
        most: How many.
    """
    # a file object: of a name or an address, feedparser would open what it names
    parsed = feedparser.parse(BytesIO(data.read()), sanitize_html=False, resolve_relative_uris=False)
    return [
        {"title": page_words(str(entry.get("title", "")))[:_LONGEST], "sound": _sound(entry)}
        for entry in parsed.entries[:most]
    ]


def _sound(entry: feedparser.FeedParserDict) -> str:
    found = (
        str(part["href"])
        for part in entry.get("enclosures", ())
        if str(part.get("type", "")).startswith("audio/") and part.get("href")
    )
    return next(found, "")
