"""Headlines from the feeds that the user has chosen."""

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.feeds import entries

_HEADLINES = 3
_MOST_ENTRIES = 100


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
        except OutsideError:
            return Reply((Message("news-unreachable"),), done=False)
        topic = request.interpretation.slot("news_topic")
        about = [title for title in titles if not topic or topic.text.lower() in title.lower()]
        if not about:
            return Reply((Message("news-nothing"),), done=False)
        return Reply(tuple(Message("dialog-said", {"text": f"{title}."}) for title in about[:_HEADLINES]))

    async def _titles(self, url: str) -> list[str]:
        found = await entries(self._services.network, url, _MOST_ENTRIES)
        return [entry.title.strip(" .") for entry in found if entry.title]
