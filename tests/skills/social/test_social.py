"""Mastodon's interface, as a small server on the loopback interface speaks it."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from dialog.testing import Talk


class Network:
    """Keeps what is posted."""

    def __init__(self) -> None:
        self.posts: dict[str, str] = {}
        self.keys: list[str] = []

    def _allowed(self, request: web.Request) -> None:
        if request.headers.get("Authorization") != "Bearer secret":
            raise web.HTTPUnauthorized(text="{}")

    async def post(self, request: web.Request) -> web.Response:
        self._allowed(request)
        self.keys.append(request.headers["Idempotency-Key"])
        number = str(len(self.keys))
        self.posts[number] = (await request.json())["status"]
        return web.json_response({"id": number, "content": self.posts[number]})

    async def delete(self, request: web.Request) -> web.Response:
        self._allowed(request)
        if request.match_info["number"] not in self.posts:
            return web.json_response({"error": "Record not found"}, status=404)
        return web.json_response({"text": self.posts.pop(request.match_info["number"])})

    async def home(self, request: web.Request) -> web.Response:
        self._allowed(request)
        anna = {"username": "anna", "display_name": "Anna"}
        shared = {"content": "<p>It <b>rains</b>.</p>", "account": {"username": "bob", "display_name": ""}}
        posts = [
            {"content": "<p>Good<br>morning</p>", "account": anna, "reblog": None},
            {"content": "", "account": anna, "reblog": shared},
        ]
        return web.json_response(posts[: int(request.query["limit"])])


@pytest.fixture
async def network(tmp_path: Path) -> AsyncIterator[tuple[Network, Talk]]:
    network, app = Network(), web.Application()
    app.router.add_post("/api/v1/statuses", network.post)
    app.router.add_delete("/api/v1/statuses/{number}", network.delete)
    app.router.add_get("/api/v1/timelines/home", network.home)
    (tmp_path / "token").write_text("secret\n", encoding="utf-8")
    async with TestServer(app) as server:
        settings = {"url": str(server.make_url("/")), "token_file": str(tmp_path / "token")}
        yield network, Talk(tmp_path, settings={"social": settings})


async def test_a_post_is_made_only_after_a_yes_and_taken_back(network: tuple[Network, Talk]) -> None:
    server, talk = network
    assert await talk.say("post that i am home again", "social_post") == "Shall I post this: “i am home again”?"
    assert server.posts == {}
    assert await talk.say("yes") == "Posted."
    assert server.posts == {"1": "i am home again"}
    assert await talk.say("undo") == "Undone."
    assert server.posts == {}


async def test_what_to_post_is_asked_and_may_sound_like_a_request(network: tuple[Network, Talk]) -> None:
    server, talk = network
    assert await talk.say("put something on mastodon", "social_post") == "What shall I post?"
    assert await talk.say("what time is it", "datetime_query") == "Shall I post this: “what time is it”?"
    assert await talk.say("no") == "Okay, cancelled."
    assert server.posts == {}


async def test_the_newest_posts_are_read_without_a_question(network: tuple[Network, Talk]) -> None:
    _, talk = network
    assert await talk.say("what is new on mastodon", "social_query") == "Anna: Good morning bob: It rains ."


async def test_a_network_that_refuses_is_said(network: tuple[Network, Talk], tmp_path: Path) -> None:
    _, talk = network
    (tmp_path / "token").write_text("stolen", encoding="utf-8")
    turn = await talk.turn("what is new on mastodon", "social_query")
    assert (turn.text, turn.done) == ("I cannot reach your social network right now, or it refused.", False)
