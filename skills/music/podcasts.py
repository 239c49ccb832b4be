"""The newest episode of a podcast, out of its feed."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import feedparser
import httpx

_LARGEST_BYTES = 5_000_000


@dataclass(frozen=True, slots=True)
class Episode:
    """One that can be played.

    Attributes:
        title: What it is called.
        address: Of its sound.
    """

    title: str
    address: str


async def newest(connect: Callable[[], httpx.AsyncClient], feed: str) -> Episode | None:
    """The first episode of a feed that has sound; None where none has.

    Args:
        connect: Makes a client for the network.
        feed: Address of an RSS or Atom feed.

    Raises:
        OSError: The feed cannot be reached.
    """
    try:
        async with connect() as client:
            answer = await client.get(feed)
        answer.raise_for_status()
    except httpx.HTTPError as error:
        raise ConnectionError(f"{feed}: {error}") from error
    parsed = await asyncio.to_thread(feedparser.parse, answer.content[:_LARGEST_BYTES])
    episodes = (
        Episode(str(entry.get("title", "")).strip(" ."), str(sound["href"]))
        for entry in parsed.entries
        for sound in entry.get("enclosures", ())
        if str(sound.get("type", "")).startswith("audio/") and sound.get("href")
    )
    return next(episodes, None)
