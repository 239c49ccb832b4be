"""Reads the folders of the languages."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from locales.errors import LocaleError

WORDS: Final = "words.toml"
REPLIES: Final = "replies"


class Words(BaseModel):
    """What a table of words holds: a subclass names its entries; others are an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


W = TypeVar("W", bound=Words)


@cache
def languages() -> tuple[str, ...]:
    """The ISO 639 codes of all languages that have a folder, in order."""
    return tuple(sorted(folder.name for folder in files("locales").iterdir() if folder.joinpath(WORDS).is_file()))


def section(language: str, name: str, kind: type[W]) -> W | None:
    """One table of a language's words; None where the language has none, or no folder at all.

    Args:
        language: Its ISO 639 code, such as ``de``.
        name: Of the table, such as ``answers``.
        kind: What the table holds.

    Raises:
        LocaleError: ``locale.broken``: the file is no TOML, or the table does not hold what it should.
    """
    found = _validated(language, name, kind)
    assert found is None or isinstance(found, kind), "it was made of that kind"
    return found


def section_or_english(language: str, name: str, kind: type[W]) -> W:
    """That table of a language; English, where it has none.

    Raises:
        LocaleError: See ``section``; also where English has none either.
    """
    found = section(language, name, kind) or section("en", name, kind)
    if found is None:
        raise _broken("en", f"there is no [{name}].")
    return found


def sections(name: str, kind: type[W]) -> Mapping[str, W]:
    """That table of every language that has it, by the language's code.

    Raises:
        LocaleError: See ``section``.
    """
    found = ((language, section(language, name, kind)) for language in languages())
    return {language: table for language, table in found if table is not None}


def replies(language: str, name: str) -> str:
    """A file of a language's replies in Fluent; empty where it has none of that name.

    Raises:
        LocaleError: ``locale.broken``.
    """
    return _text(language, files("locales").joinpath(language, REPLIES, f"{name}.ftl"))


@cache
def _validated(language: str, name: str, kind: type[Words]) -> Words | None:
    table = tables(language).get(name)
    if table is None:
        return None
    try:
        return kind.model_validate(table)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, (name, *first["loc"])))
        raise _broken(language, f"[{place}]: {first['msg']}.") from error


@cache
def tables(language: str) -> Mapping[str, Any]:
    """All tables of a language's words, as they are written; none where it has no folder.

    Raises:
        LocaleError: ``locale.broken``.
    """
    try:
        return tomllib.loads(_text(language, files("locales").joinpath(language, WORDS)))
    except tomllib.TOMLDecodeError as error:
        raise _broken(language, str(error)) from error


def _text(language: str, file: Traversable) -> str:
    if not language.isalpha() or not file.is_file():  # a code may come from outside; it names no other folder
        return ""
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeError) as error:
        raise _broken(language, str(error)) from error


def _broken(language: str, reason: str) -> LocaleError:
    file = files("locales").joinpath(language, WORDS)
    return LocaleError("locale.broken", f"{file}: {reason}", "Mend the file, or reinstall the program.")
