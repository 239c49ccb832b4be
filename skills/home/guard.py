"""What is switched only after a yes: locks, doors, ovens and the like, and whatever else the settings mark."""

import re
from collections.abc import Iterable
from functools import cache

from locales import sections
from nlu.values.language import whole_words
from skills.home.colors import HomeWords
from skills.home.hub import Command, GuardedDevices


class Guard:
    """Knows what is guarded by its names: Home Assistant has no class for what hangs behind a switch.

    Args:
        marked: Names or ids that the settings mark; they are guarded whatever they are.
    """

    def __init__(self, marked: Iterable[str]) -> None:
        self._marked = frozenset(_plain(name) for name in marked)

    def found(self, action: str, text: str) -> str:
        """The part of a name, or of what was said, for which this is guarded; empty where it is not.

        Args:
            action: As in ``Command``. A light is only a light, whatever it is called.
            text: Name, id or utterance, in whichever language.
        """
        plain = _plain(text)
        for name in self._marked:
            if f" {name} " in f" {plain} ":
                return name
        if action.startswith("light_"):
            return ""
        hits = (pattern.search(plain) for pattern in _patterns())
        return next((hit.group() for hit in hits if hit), "")

    def check_said(self, command: Command) -> None:
        """For a home that knows no names: what was said must do.

        Raises:
            GuardedDevices: The user must agree first.
        """
        named = "" if command.confirmed else self.found(command.action, command.words)
        if named:
            raise GuardedDevices((f"{named} ({command.area})" if command.area not in ("", named) else named,))


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    tables = sections("home", HomeWords).items()
    return tuple(re.compile(whole_words("|".join(words.guarded), code)) for code, words in tables if words.guarded)


def _plain(text: str) -> str:
    """In lower case, with spaces for the signs in an id such as ``switch.front_door``."""
    return " ".join(re.sub(r"[._\-]", " ", text.lower()).split())
