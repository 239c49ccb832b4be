"""Recipes in a folder: schema.org's Recipe as JSON, alone or within a page as recipe sites and managers save it."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

_LARGEST_BYTES = 2_000_000
_MOST = 2_000
_LENGTH = TypeAdapter(timedelta)


@dataclass(frozen=True, slots=True)
class Recipe:
    """How something is cooked.

    Attributes:
        name: Of the dish.
        ingredients: A line each.
        steps: A sentence or more each.
        takes: How long altogether; None where it does not say.
    """

    name: str
    ingredients: tuple[str, ...]
    steps: tuple[str, ...]
    takes: timedelta | None = None


def read_recipes(folder: Path) -> list[Recipe]:
    """Every recipe in the folder and those below it, by name; files that hold none are passed over. Blocks.

    Raises:
        OSError: The folder cannot be read.
    """
    if not folder.is_dir():
        raise NotADirectoryError(folder)
    files = sorted(path for kind in ("*.json", "*.jsonld", "*.html", "*.htm") for path in folder.rglob(kind))
    found = [recipe for file in files[:_MOST] for recipe in _read(file)]
    return sorted(found, key=lambda recipe: recipe.name.lower())


def _read(file: Path) -> Iterator[Recipe]:
    if file.stat().st_size > _LARGEST_BYTES:
        return
    text = file.read_text("utf-8", "replace")
    for part in [text] if file.suffix.startswith(".json") else _embedded(text):
        try:
            yield from _recipes(json.loads(part))
        except ValueError:  # another file of the user's
            continue


def _recipes(value: object) -> Iterator[Recipe]:
    """Those anywhere in a JSON value."""
    if isinstance(value, list):
        for item in value:
            yield from _recipes(item)
    elif isinstance(value, dict):
        kinds = value.get("@type", "")
        if "Recipe" in (kinds if isinstance(kinds, list) else [kinds]) and _text(value.get("name")):
            steps = tuple(_steps(value.get("recipeInstructions")))
            yield Recipe(_text(value["name"]), _lines(value.get("recipeIngredient")), steps, _takes(value))
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


def _lines(value: object) -> tuple[str, ...]:
    values = value if isinstance(value, list) else [value]
    return tuple(line for item in values if (line := _text(item)))


def _takes(value: dict[str, object]) -> timedelta | None:
    for name in ("totalTime", "cookTime"):
        try:
            length = _LENGTH.validate_python(value.get(name))
        except ValidationError:
            continue
        if length > timedelta():
            return length
    return None


def _text(value: object) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", value).split()) if isinstance(value, str) else ""


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
