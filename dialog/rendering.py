"""Replies in words: Fluent messages, with numbers, dates, durations and lists as the locale writes them (CLDR)."""

import inspect
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal, localcontext
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

from babel.dates import format_date, format_time, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from fluent.runtime import FluentBundle, FluentResource

from dialog.errors import DialogError
from dialog.isolation import IsolatedSkill
from dialog.reloading import ReloadingSkill
from dialog.skill import Choices, Message, Skill
from locales import replies
from nlu.values.language import babel_locale, language
from runtime.plain_text import plain

_YEAR = re.compile(r"[,،]?\s*(?:'[^']*'\s*)?\by+(?:年|년\s*|\s*'г'\.?|\s*'р'\.?)?")
FALLBACK = "en"
FALLBACK_LOCALE = "en-US"
_LONGEST = 900
_UNITS = (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1))


class Renderer:
    """Turns messages into text.

    A language without messages gets English ones, and is told so once.

    Args:
        folders: For each skill's name, where its message files may lie: ``<folder>/<language>/<name>.ftl``. Those of
            the skills that ship are with everything else of their language, in ``locales/<language>/replies``.
    """

    def __init__(self, folders: Mapping[str, Traversable]) -> None:
        self._folders = folders
        self._bundles: dict[str, FluentBundle] = {}
        self._told: set[str] = set()

    @classmethod
    def of_skills(cls, skills: Sequence[Skill]) -> "Renderer":
        """A renderer of the dialogue's own messages and the skills'; a skill's may lie beside it, in ``locales/``."""
        return cls({skill.manifest.name: _home(skill).joinpath("locales") for skill in skills})

    def render(self, messages: Sequence[Message], locale: str) -> str:
        """The text of the messages, one after the other.

        Raises:
            DialogError: ``message.unknown`` for an id that no English file has, ``message.broken`` for one that
                cannot be formatted.
        """
        texts = [self._format(message, locale) for message in messages]
        if not self._speaks(locale) and language(locale) not in self._told and texts:
            self._told.add(language(locale))
            name = babel_locale(locale).get_language_name(FALLBACK) or locale
            texts.insert(0, self._format(Message("dialog-english-only", {"language": name}), locale))
        return plain(" ".join(text for text in texts if text))

    def phrase(self, message: Message, locale: str) -> str:
        """The words of one message, as they stand within another.

        Raises:
            DialogError: As from ``render``.
        """
        return self._format(message, locale)

    def has(self, identifier: str) -> bool:
        """Whether there is such a message."""
        return bool(self._bundle(FALLBACK).has_message(identifier))

    def language_of_replies(self, locale: str) -> str:
        """The locale that replies are written in: the one that was asked in, where there are messages, or English."""
        return locale if self._speaks(locale) else FALLBACK_LOCALE

    def _speaks(self, locale: str) -> bool:
        return self._bundle(locale).has_message("dialog-not-heard")

    def _format(self, message: Message, locale: str) -> str:
        for tag in (locale, FALLBACK):
            bundle = self._bundle(tag)
            if not bundle.has_message(message.id):
                continue
            arguments = {name: _short(self._argument(value, tag)) for name, value in message.args.items()}
            pattern = bundle.get_message(message.id).value
            if pattern is None:
                raise DialogError("message.broken", f"Message '{message.id}' in '{tag}' has no text.")
            text, errors = bundle.format_pattern(pattern, arguments)
            if errors:
                raise DialogError("message.broken", f"Message '{message.id}' in '{tag}': {errors[0]!r}.")
            return str(text).strip()
        raise DialogError("message.unknown", f"There is no message '{message.id}'.", "Add it to the English file.")

    def _argument(self, value: object, locale: str) -> Any:
        """A value that Fluent takes: numbers choose plurals, everything else is text already."""
        cldr = babel_locale(locale)
        match value:
            case Message():
                return self._format(value, locale)
            case bool() | int() | float() | Decimal():
                return value
            case timedelta():
                return format_length(value, locale)
            case datetime():
                return _plain(format_time(value, "short", locale=cldr))
            case time():
                return _plain(format_time(value, "short", locale=cldr))
            case date():
                return format_day(value, locale)
            case Choices():
                return format_list([str(self._argument(item, locale)) for item in value], style="or", locale=cldr)
            case list() | tuple():
                return format_list([str(self._argument(item, locale)) for item in value], locale=cldr)
            case frozenset():
                return format_days(value, locale)
            case _:
                return str(value)

    def _bundle(self, locale: str) -> FluentBundle:
        code = language(locale)
        if code not in self._bundles:
            bundle = FluentBundle(
                [babel_locale(code).language], use_isolating=False, functions={"NUMERAL": _numeral(code)}
            )
            bundle.add_resource(FluentResource(replies(code, "dialog")))
            for name, folder in self._folders.items():
                file = folder.joinpath(code, f"{name}.ftl")
                own = file.read_text(encoding="utf-8") if file.is_file() else replies(code, name)
                bundle.add_resource(FluentResource(own))
            self._bundles[code] = bundle
        return self._bundles[code]


def _home(skill: Skill) -> Traversable:
    """Where the skill's module lies; one in another process says so itself, since it is not imported here."""
    if isinstance(skill, IsolatedSkill | ReloadingSkill):
        return skill.folder
    return Path(inspect.getfile(type(skill))).parent


def _short(value: Any) -> Any:
    """The value, cut off where nobody would listen to the end; Fluent itself refuses texts of a thousand characters."""
    return f"{value[:_LONGEST]}…" if isinstance(value, str) and len(value) > _LONGEST else value


def _numeral(locale: str) -> Any:
    def numeral(value: Any) -> str:
        """A number with up to ten decimals, for results of arithmetic."""
        number = Decimal(str(value))
        with localcontext(prec=max(28, number.adjusted() + 12)):  # every digit, and the decimals behind them
            return str(format_decimal(number, "#,##0.##########", locale=babel_locale(locale)))

    return numeral


def format_length(length: timedelta, locale: str) -> str:
    """A length of time in its two largest units: *1 hour and 20 minutes*."""
    cldr = babel_locale(locale)
    rest = max(round(length.total_seconds()), 0)
    parts = []
    for unit, seconds in _UNITS:
        amount, rest = divmod(rest, seconds)
        if amount:
            parts.append(_unit(amount, unit, locale))
    return _plain(format_list(parts[:2] or [_unit(0, "second", locale)], locale=cldr))


def _unit(amount: int, unit: str, locale: str) -> str:
    for length in ("long", "short"):
        text = format_unit(amount, f"duration-{unit}", length=length, locale=babel_locale(locale))
        if "duration-" not in text:
            return text
    raise DialogError("locale.incomplete", f"CLDR has no name for a {unit} in '{locale}'.")


def format_days(days: frozenset[int], locale: str) -> str:
    """Weekdays as a list, from Monday."""
    names = get_day_names("wide", locale=babel_locale(locale))
    return format_list([names[day] for day in sorted(days)], locale=babel_locale(locale))


def format_day(day: date, locale: str) -> str:
    """A date without its year: *Saturday, November 21*."""
    cldr = babel_locale(locale)
    pattern = _YEAR.sub("", cldr.date_formats["full"].pattern).strip(" ,،")
    return _plain(format_date(day, pattern, locale=cldr))


def _plain(text: str) -> str:
    """With ordinary spaces, which synthesisers expect."""
    return text.replace("\u202f", " ").replace("\xa0", " ")
