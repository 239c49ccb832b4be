"""How people speak about lists: what goes on, what comes off, and what the list is called."""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from nlu import Interpretation
from nlu.values.language import language

WishKind = Literal["create", "add", "take", "delete", "tell"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done, with which items."""

    kind: WishKind
    items: tuple[str, ...] = ()


@cache
def _rules(code: str) -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(files("skills").joinpath("list_words.toml").read_text(encoding="utf-8"))
    rules = {**table["en"], **table.get(code, {})}
    return {name: tuple(patterns) for name, patterns in rules.items()}


def read_wish(text: str, intent: str, locale: str) -> Wish:
    """What an utterance with one of the list intents asks for; items are what its carrier phrase leaves over."""
    rules = _rules(language(locale))
    if intent == "lists_query":
        return Wish("tell")
    adding = intent == "lists_createoradd"
    items = _items(text, rules["add" if adding else "take"], rules, locale)
    if items is None:
        return Wish("create" if adding else "delete")
    return Wish("add" if adding else "take", items)


def _items(
    text: str, patterns: tuple[str, ...], rules: Mapping[str, tuple[str, ...]], locale: str
) -> tuple[str, ...] | None:
    """The items; none where the carrier phrase holds only *it* or *something*, None where there is no such phrase."""
    nothing = "|".join(rules["nothing"])
    found = next((match for pattern in patterns if (match := re.search(pattern, text.lower()))), None)
    if found is None:
        return None
    return tuple(item for item in split_items(found.group("items"), locale) if not re.fullmatch(nothing, item))


def split_items(text: str, locale: str) -> tuple[str, ...]:
    """The things that an enumeration names, without articles and polite words."""
    rules = _rules(language(locale))
    parts = re.split("|".join(rules["and"]), text)
    drop = "|".join(rules["drop"])
    items = (re.sub(rf"^(?:(?:{drop})\s+)+", "", part.strip()).strip() for part in parts)
    return tuple(item for item in items if item)


def list_name(said: Interpretation) -> str:
    """The name of the list without the word for list; empty where none is named."""
    slot = said.slot("list_name")
    if slot is None:
        return ""
    rules = _rules(language(said.locale))
    name = re.sub("|".join(rules["list"]), " ", slot.text.lower())
    return re.sub(rf"^(?:(?:{'|'.join(rules['drop'])})\s+)+", "", name.strip()).strip()


def default_name(locale: str) -> str:
    """The list that people mean when they name none."""
    return _rules(language(locale))["default"][0]


def means_several(text: str, locale: str) -> bool:
    """Whether the text asks about lists rather than about what is on one."""
    return re.search("|".join(_rules(language(locale))["several"]), text.lower()) is not None
