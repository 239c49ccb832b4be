"""Mastodon, and whatever else speaks its interface (docs.joinmastodon.org/methods)."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

import httpx

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.dictation import SLOT, dictated
from skills.html_text import page_words

_MOST_READ, _LONGEST = 3, 200


class Social:
    """Reads what others wrote, and posts; the latter only after a yes."""

    manifest = Manifest(
        name="social",
        intents={"social_post": (SLOT,), "social_query": ()},
        permissions=frozenset({"network"}),
        confirmed=frozenset({"social_post"}),
        dictated=frozenset({SLOT}),
        carries={"social_post": (SLOT,)},
        examples={"en": ("post that i am home again", "what is new on mastodon")},
    )

    def __init__(self, services: Services) -> None:
        self._services = services
        self._url = str(services.settings.get("url", "")).rstrip("/")
        self._token_file = str(services.settings.get("token_file", ""))

    def bid(self, request: Request) -> Bid | None:
        """For posting, and for what is new."""
        said = request.interpretation
        if not (self._url and self._token_file):
            return Bid("social", 0.9, "no account")
        if said.intent != "social_post":
            return Bid("social", 0.9, "read posts", action=Message("social-action-read"))
        text = dictated(said, posting=True)
        action = Message("social-action-post", {"text": text})
        return Bid("social", 0.9, "post", () if text else (SLOT,), action, risk=1.0)

    async def handle(self, request: Request) -> Reply:
        """Post it, or read the newest."""
        if not (self._url and self._token_file):
            return Reply((Message("social-off"),), done=False)
        try:
            if request.interpretation.intent == "social_post":
                return await self._post(dictated(request.interpretation, posting=True))
            return await self._read()
        except (httpx.HTTPError, OSError, KeyError, TypeError, ValueError):
            return Reply((Message("social-unreachable"),), done=False)

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Delete the post."""
        await self._ask("DELETE", f"statuses/{done['post']}", missing=True)

    async def _post(self, text: str) -> Reply:
        posted = await self._ask("POST", "statuses", json={"status": text}, once=str(uuid4()))
        return Reply((Message("social-posted"),), undo={"post": str(posted["id"])})

    async def _read(self) -> Reply:
        posts = await self._ask("GET", "timelines/home", params={"limit": _MOST_READ})
        told = tuple(_told(post) for post in posts[:_MOST_READ])
        return Reply(told or (Message("social-nothing"),))

    async def _ask(self, method: str, path: str, *, once: str = "", missing: bool = False, **how: Any) -> Any:
        headers = {"Authorization": f"Bearer {self._token()}", **({"Idempotency-Key": once} if once else {})}
        async with self._services.network as client:
            answer = await client.request(method, f"{self._url}/api/v1/{path}", headers=headers, **how)
        if not (missing and answer.status_code == httpx.codes.NOT_FOUND):
            answer.raise_for_status()
        return answer.json()

    def _token(self) -> str:
        return Path(self._token_file).read_text("utf-8").strip()


def _told(post: Mapping[str, Any]) -> Message:
    shared = post.get("reblog") or post
    name = shared["account"].get("display_name") or shared["account"]["username"]
    return Message("social-post", {"name": name, "text": page_words(shared["content"])[:_LONGEST]})
