"""Recipes: schema.org's Recipe as JSON, alone or within a page as recipe sites and managers save it."""

import json
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from typing import BinaryIO, TypedDict

from skills.readers.page import page_words


class Recipe(TypedDict):
    """How something is cooked.

    Attributes:
        name: Of the dish.
        ingredients: A line each.
        steps: A sentence or more each.
        takes: How long altogether, in ISO 8601; what it may say, likeliest first.
    """

    name: str
    ingredients: list[str]
    steps: list[str]
    takes: list[str]


def read(data: BinaryIO) -> list[Recipe]:
    """The recipes in files, those that hold none passed over.

    Args:
        data: A JSON list of ``[is a page, text]``.
    """
    return [recipe for page, text in json.load(data) for recipe in _found(_embedded(text) if page else [text])]


def _found(texts: list[str]) -> Iterator[Recipe]:
    for text in texts:
        try:
            yield from _recipes(json.loads(text))
        except (ValueError, RecursionError):  # another file of the user's
            continue


def _recipes(value: object) -> Iterator[Recipe]:
    """Those anywhere in a JSON value."""
    if isinstance(value, list):
        for item in value:
            yield from _recipes(item)
    elif isinstance(value, dict):
        kinds = value.get("@type", "")
        if "Recipe" in (kinds if isinstance(kinds, list) else [kinds]) and _text(value.get("name")):
            takes = [str(value[name]) for name in ("totalTime", "cookTime") if value.get(name)]
            steps = list(_steps(value.get("recipeInstructions")))
            yield {
                "name": _text(value["name"]),
                "ingredients": _lines(value.get("recipeIngredient")),
                "steps": steps,
                "takes": takes,
            }
        else:
            yield from _recipes(value.get("@graph", []))


def _steps(value: object) -> Iterator[str]:
    """Steps, sections of steps, or a text of a line each."""
    match value:
        case str():
            yield from (line for part in re.split(r"[\r\n]+|</(?:p|li)>", value) if (line := _text(part)))
        case list():
            for item in value:
                yield from _steps(item)
        case {"itemListElement": items}:
            yield from _steps(items)
        case {"text": text}:
            yield from _steps(text)


def _lines(value: object) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [line for item in values if (line := _text(item))]


def _text(value: object) -> str:
    return page_words(value) if isinstance(value, str) else ""


class _Scripts(HTMLParser):
    """Collects the JSON-LD of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside = tag == "script" and ("type", "application/ld+json") in attrs

    def handle_endtag(self, tag: str) -> None:
        self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found.append(data)


def _embedded(page: str) -> list[str]:
    scripts = _Scripts()
    scripts.feed(page)
    return scripts.found
