"""Mastodon, and whatever else speaks its interface (docs.joinmastodon.org/methods)."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from pydantic import BaseModel

from dialog.outside import Answer, OutsideError, file_bytes
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.dictation import SLOT, dictated
from skills.readers.process import read

_MOST_READ, _LONGEST, _LONGEST_PAGE = 3, 200, 20_000


class _Posted(BaseModel):
    id: str


class _Account(BaseModel):
    username: str
    display_name: str = ""


class _Post(BaseModel):
    account: _Account
    content: str


class _Shared(_Post):
    """A post, which may hold another's."""

    reblog: _Post | None = None


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
        except OutsideError:
            return Reply((Message("social-unreachable"),), done=False)

    async def undo(self, done: Mapping[str, Any]) -> None:
        """Delete the post."""
        await self._ask("DELETE", f"statuses/{done['post']}", missing=True)

    async def _post(self, text: str) -> Reply:
        answer = await self._ask("POST", "statuses", json={"status": text}, once=str(uuid4()))
        return Reply((Message("social-posted"),), undo={"post": answer.read_as(_Posted).id})

    async def _read(self) -> Reply:
        answer = await self._ask("GET", "timelines/home", params={"limit": _MOST_READ})
        posts = [post.reblog or post for post in answer.read_as(list[_Shared])[:_MOST_READ]]
        pages = json.dumps([post.content[:_LONGEST_PAGE] for post in posts]).encode()
        texts = await read("page", pages, list[str]) if posts else []
        told = tuple(_told(post, text) for post, text in zip(posts, texts, strict=True))
        return Reply(told or (Message("social-nothing"),))

    async def _ask(self, method: str, path: str, *, once: str = "", missing: bool = False, **how: Any) -> Answer:
        headers = {"Authorization": f"Bearer {self._token()}", **({"Idempotency-Key": once} if once else {})}
        address = f"{self._url}/api/v1/{path}"
        return await self._services.network.send(method, address, headers=headers, missing=missing, **how)

    def _token(self) -> str:
        return file_bytes(Path(self._token_file)).decode("utf-8").strip()


def _told(post: _Post, text: str) -> Message:
    name = post.account.display_name or post.account.username
    return Message("social-post", {"name": name, "text": text[:_LONGEST]})
