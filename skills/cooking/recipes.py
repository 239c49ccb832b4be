"""Recipes in a folder of the user's."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from dialog.outside import OutsideError, file_bytes
from skills.readers.process import read

_LARGEST_BYTES = 2_000_000
_LARGEST_FOLDER = 50_000_000
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


@dataclass(frozen=True, slots=True)
class _Found:
    """The same, with what it says of its length."""

    name: str
    ingredients: tuple[str, ...]
    steps: tuple[str, ...]
    takes: tuple[str, ...]


async def read_recipes(folder: Path) -> list[Recipe]:
    """Every recipe in the folder and those below it, by name; files that hold none are passed over.

    Raises:
        OutsideError: The folder cannot be read.
    """
    found = await read("recipes", await asyncio.to_thread(_contents, folder), list[_Found])
    recipes = (Recipe(one.name, one.ingredients, one.steps, _takes(one.takes)) for one in found)
    return sorted(recipes, key=lambda recipe: recipe.name.lower())


def _contents(folder: Path) -> bytes:
    """Of each file, whether it is a page, and its text."""
    if not folder.is_dir():
        raise OutsideError("outside.unreachable", f"{folder} is no folder.")
    files = sorted(path for kind in ("*.json", "*.jsonld", "*.html", "*.htm") for path in folder.rglob(kind))
    contents, left = [], _LARGEST_FOLDER
    for file in files[:_MOST]:
        try:
            text = file_bytes(file, min(left, _LARGEST_BYTES)).decode("utf-8", "replace")
        except OutsideError:  # a pipe, a link to nowhere, something large
            continue
        left -= len(text)
        contents.append((file.suffix.startswith(".htm"), text))
    return json.dumps(contents).encode()


def _takes(said: Sequence[str]) -> timedelta | None:
    for text in said:
        try:
            length = _LENGTH.validate_python(text)
        except ValidationError:
            continue
        if length > timedelta():
            return length
    return None
