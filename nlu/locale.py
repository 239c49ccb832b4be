"""Which of the locales a model knows serves the one a user names."""

from collections.abc import Iterable

from nlu.errors import NluError


def closest(asked: str, known: Iterable[str]) -> str:
    """The locale itself, or one of the same language.

    Raises:
        NluError: ``locale.unknown``.
    """
    choices = tuple(known)
    tag = asked.replace("_", "-").casefold()
    for choice in choices:
        if choice.casefold() == tag:
            return choice
    for choice in choices:
        if choice.casefold().partition("-")[0] == tag.partition("-")[0]:
            return choice
    raise NluError("locale.unknown", f"Locale '{asked}' is not known.", f"Choose one of: {', '.join(sorted(choices))}.")
