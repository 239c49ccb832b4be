"""How people speak about lists: what goes on, what comes off, and what the list is called."""

import re
from dataclasses import dataclass
from typing import Literal

from locales import section_or_english
from nlu import Interpretation
from nlu.values.language import language
from skills.wording import SkillWords

WishKind = Literal["create", "add", "take", "delete", "tell"]


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be done, with which items."""

    kind: WishKind
    items: tuple[str, ...] = ()


class ListWords(SkillWords):
    """How people put things on lists and take them off.

    Attributes:
        noun: The word for list within a list's name.
        several: That lists are meant, rather than what is on one.
        default: The list that people mean when they name none.
        add: Carrier phrases that put ``items`` on a list.
        take: Those that take ``items`` off.
        separators: What stands between the items of an enumeration.
        unspecific: Items that name nothing, such as *it*.
        fillers: What may stand before an item, such as articles.
    """

    noun: tuple[str, ...]
    several: tuple[str, ...]
    default: str
    add: tuple[str, ...]
    take: tuple[str, ...]
    separators: tuple[str, ...]
    unspecific: tuple[str, ...]
    fillers: tuple[str, ...]


def _words(locale: str) -> ListWords:
    return section_or_english(language(locale), "lists", ListWords)


def read_wish(text: str, intent: str, locale: str) -> Wish:
    """What an utterance with one of the list intents asks for; items are what its carrier phrase leaves over."""
    words = _words(locale)
    if intent == "lists_query":
        return Wish("tell")
    adding = intent == "lists_createoradd"
    items = _items(text, words.add if adding else words.take, locale)
    if items is None:
        return Wish("create" if adding else "delete")
    return Wish("add" if adding else "take", items)


def _items(text: str, patterns: tuple[str, ...], locale: str) -> tuple[str, ...] | None:
    """The items; none where the carrier phrase holds only *it* or *something*, None where there is no such phrase."""
    nothing = "|".join(_words(locale).unspecific)
    found = next((match for pattern in patterns if (match := re.search(pattern, text.lower()))), None)
    if found is None:
        return None
    return tuple(item for item in split_items(found.group("items"), locale) if not re.fullmatch(nothing, item))


def split_items(text: str, locale: str) -> tuple[str, ...]:
    """The things that an enumeration names, without articles and polite words."""
    words = _words(locale)
    parts = re.split("|".join(words.separators), text)
    fillers = "|".join(words.fillers)
    items = (re.sub(rf"^(?:(?:{fillers})\s+)+", "", part.strip()).strip() for part in parts)
    return tuple(item for item in items if item)


def list_name(said: Interpretation) -> str:
    """The name of the list without the word for list; empty where none is named."""
    slot = said.slot("list_name")
    if slot is None:
        return ""
    words = _words(said.locale)
    name = re.sub("|".join(words.noun), " ", slot.text.lower())
    return re.sub(rf"^(?:(?:{'|'.join(words.fillers)})\s+)+", "", name.strip()).strip()


def default_name(locale: str) -> str:
    """The list that people mean when they name none."""
    return _words(locale).default


def means_several(text: str, locale: str) -> bool:
    """Whether the text asks about lists rather than about what is on one."""
    return re.search("|".join(_words(locale).several), text.lower()) is not None
