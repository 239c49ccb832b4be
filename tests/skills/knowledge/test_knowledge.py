"""Definitions from WordNet's files, and Wikipedia and a language model as servers on the loopback interface."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from dialog.testing import Talk
from skills.knowledge.wordnet import FOLDERS, WordNet

# Offsets are those of the lines in DATA.
INDEX = """  1 This software and database is being provided to you
dog n 2 1 @ 2 1 00000061 00000113
dogma n 1 0 1 0 00000113
ice_cream n 1 0 1 0 00000113
"""
DATA = """  1 This software and database is being provided to you, so.
00000061 05 n 01 dog 0 000 | an animal; "it barked"
00000113 05 n 01 dogma 0 000 | a doctrine
"""


@pytest.fixture
def dictionary(tmp_path: Path) -> Path:
    """A few words in WordNet's format."""
    folder = tmp_path / "wordnet"
    folder.mkdir()
    for part in ("verb", "adj", "adv"):
        for name in (f"index.{part}", f"data.{part}", f"{part}.exc"):
            (folder / name).write_text("", encoding="utf-8")
    (folder / "index.noun").write_text(INDEX, encoding="utf-8")
    (folder / "data.noun").write_text(DATA, encoding="utf-8")
    (folder / "noun.exc").write_text("dogmata dogma\n", encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("word", "gloss"),
    [
        ("dog", "an animal"),
        ("Dogs", "an animal"),
        ("dogmata", "a doctrine"),
        ("ice  cream", "a doctrine"),
        ("do", None),
    ],
)
def test_a_word_is_found_in_its_base_form(dictionary: Path, word: str, gloss: str | None) -> None:
    assert [sense.gloss for sense in WordNet(dictionary).senses(word)] == ([gloss] if gloss else [])


async def test_a_definition_is_read_and_what_is_not_known_is_said(tmp_path: Path, dictionary: Path) -> None:
    talk = Talk(tmp_path, settings={"knowledge": {"wordnet": str(dictionary)}})
    assert await talk.say("define [definition_word : dog]", "qa_definition") == "dog: an animal."
    assert await talk.say("what does dogma mean", "qa_definition") == "dogma: a doctrine."
    turn = await talk.turn("define [definition_word : zymurgy]", "qa_definition")
    assert (turn.text, turn.done) == ("I found nothing about that.", False)


async def test_the_systems_own_wordnet_is_found(tmp_path: Path) -> None:
    if not any((folder / "data.noun").is_file() for folder in FOLDERS):
        pytest.skip("WordNet is not installed (apt-get install wordnet-base)")
    said = await Talk(tmp_path).say("define [definition_word : mice]", "qa_definition")
    assert said.startswith("mouse: any of numerous small rodents")


class Library:
    """Answers as Wikipedia does, and as a server of language models."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, Any]] = []

    async def search(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, request.query["q"]))
        pages = [{"key": "Marie_Curie", "title": "Marie Curie"}] if "curie" in request.query["q"] else []
        return web.json_response({"pages": pages})

    async def summary(self, request: web.Request) -> web.Response:
        self.asked.append((request.path, None))
        return web.json_response(
            {"extract": "Marie Curie was a physicist. She won two prizes. She was born in Warsaw."}
        )

    async def chat(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.asked.append((request.headers.get("Authorization", ""), body))
        return web.json_response(
            {"choices": [{"message": {"role": "assistant", "content": "About 4.5\n billion years."}}]}
        )


@pytest.fixture
async def library() -> AsyncIterator[tuple[Library, str]]:
    library, app = Library(), web.Application()
    app.router.add_get("/{language}/w/rest.php/v1/search/page", library.search)
    app.router.add_get("/{language}/api/rest_v1/page/summary/{key}", library.summary)
    app.router.add_post("/v1/chat/completions", library.chat)
    async with TestServer(app) as server:
        yield library, str(server.make_url("/")).rstrip("/")


async def test_an_article_is_told_in_the_language_of_the_question(tmp_path: Path, library: tuple[Library, str]) -> None:
    books, url = library
    talk = Talk(tmp_path, settings={"knowledge": {"wordnet": "/nowhere", "wikipedia": f"{url}/{{language}}"}})
    told = "According to Wikipedia: Marie Curie was a physicist. She won two prizes."
    assert await talk.say("who was [person : marie curie]", "qa_factoid") == told
    await talk.say("wer war [person : marie curie]", "qa_factoid", "de-DE")
    assert [path for path, _ in books.asked] == [
        "/en/w/rest.php/v1/search/page",
        "/en/api/rest_v1/page/summary/Marie_Curie",
        "/de/w/rest.php/v1/search/page",
        "/de/api/rest_v1/page/summary/Marie_Curie",
    ]
    assert await talk.say("how old is the moon", "qa_factoid") == "I found nothing about that."


async def test_a_language_model_is_asked_last_and_named(tmp_path: Path, library: tuple[Library, str]) -> None:
    books, url = library
    (tmp_path / "token").write_text("secret\n", encoding="utf-8")
    settings = {"wordnet": "/nowhere", "wikipedia": f"{url}/{{language}}", "model_url": f"{url}/v1", "model": "small"}
    talk = Talk(tmp_path, settings={"knowledge": {**settings, "token_file": str(tmp_path / "token")}})
    assert await talk.say("who was [person : marie curie]", "qa_factoid") == (
        "According to Wikipedia: Marie Curie was a physicist. She won two prizes."
    )
    assert await talk.say("how old is the moon", "qa_factoid") == "The language model says: About 4.5 billion years."
    token, body = books.asked[-1]
    assert (token, body["model"], body["messages"][-1]) == (
        "Bearer secret",
        "small",
        {"role": "user", "content": "how old is the moon"},
    )


async def test_nothing_is_asked_that_was_not_allowed(tmp_path: Path, library: tuple[Library, str]) -> None:
    talk = Talk(tmp_path, settings={"knowledge": {"wordnet": "/nowhere"}})
    turn = await talk.turn("how old is the moon", "qa_factoid")
    assert (turn.text.startswith("I have nothing to look that up in."), turn.done) == (True, False)
    assert library[0].asked == []


async def test_a_library_that_cannot_be_reached_is_said(tmp_path: Path) -> None:
    talk = Talk(tmp_path, settings={"knowledge": {"wordnet": "/nowhere", "wikipedia": "http://127.0.0.1:9"}})
    turn = await talk.turn("how old is the moon", "qa_factoid")
    assert (turn.text, turn.done) == ("I cannot look that up right now.", False)
