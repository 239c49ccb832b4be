"""What a language has of everything that English has."""

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from locales.reading import REPLIES, replies, tables

_ENGLISH = "en"
_NEEDLESS = frozenset({"dialog-english-only"})  # a language with replies of its own never says that
_MESSAGE = re.compile(r"^([a-z][\w-]*) *=", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Inventory:
    """What a language has, and what it lacks.

    Attributes:
        language: Its ISO 639 code.
        tables: Those of English's tables of words that it has, in their order.
        lacking: Those that it lacks.
        replies: The messages that it has words for.
        unsaid: Those that it has no words for, in order; they are said in English.
    """

    language: str
    tables: tuple[str, ...]
    lacking: tuple[str, ...]
    replies: frozenset[str]
    unsaid: tuple[str, ...]

    @property
    def answers(self) -> bool:
        """Whether the assistant answers in it."""
        return bool(self.replies)


@cache
def inventory(language: str) -> Inventory:
    """What a language has of everything that English has.

    Args:
        language: Its ISO 639 code.

    Raises:
        LocaleError: ``locale.broken``.
    """
    own, said = tables(language), _messages(language)
    return Inventory(
        language,
        tuple(name for name in tables(_ENGLISH) if name in own),
        tuple(name for name in tables(_ENGLISH) if name not in own),
        said,
        tuple(sorted(_messages(_ENGLISH) - said - _NEEDLESS)),
    )


def _messages(language: str) -> frozenset[str]:
    folder = files("locales").joinpath(_ENGLISH, REPLIES)
    names = (file.name.removesuffix(".ftl") for file in folder.iterdir())
    return frozenset(message for name in names for message in _MESSAGE.findall(replies(language, name)))
