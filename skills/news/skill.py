"""Headlines from the feeds that the user has chosen."""

import asyncio

import feedparser
import httpx

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request

_HEADLINES = 3
_LARGEST_BYTES = 2_000_000


class News:
    """Reads the first headlines of RSS or Atom feeds."""

    manifest = Manifest(
        name="news",
        intents={"news_query": ()},
        permissions=frozenset({"network"}),
        carries={"news_query": ("news_topic",)},
        examples={"en": ("what is the news", "any news about football")},
    )

    def __init__(self, services: Services) -> None:
        self._services = services

    def bid(self, request: Request) -> Bid | None:
        """For the one intent about news."""
        return Bid("news", 0.9, "news", action=Message("news-action"))

    async def handle(self, request: Request) -> Reply:
        """Fetch the feeds and read headlines, those about the topic if one was named."""
        feeds = self._services.settings.get("feeds", ())
        if not feeds:
            return Reply((Message("news-off"),), done=False)
        try:
            titles = [title for url in feeds for title in await self._titles(str(url))]
        except httpx.HTTPError:
            return Reply((Message("news-unreachable"),), done=False)
        topic = request.interpretation.slot("news_topic")
        about = [title for title in titles if not topic or topic.text.lower() in title.lower()]
        if not about:
            return Reply((Message("news-nothing"),), done=False)
        return Reply(tuple(Message("dialog-said", {"text": f"{title}."}) for title in about[:_HEADLINES]))

    async def _titles(self, url: str) -> list[str]:
        async with self._services.network as client:
            response = await client.get(url)
        response.raise_for_status()
        feed = await asyncio.to_thread(feedparser.parse, response.content[:_LARGEST_BYTES])
        return [str(entry.title).strip(" .") for entry in feed.entries if entry.get("title")]
