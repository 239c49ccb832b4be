"""Short answers to the assistant itself: yes, no, cancel, repeat, undo."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from nlu.values.language import LETTER, is_spaced, language, whole_words

Answer = Literal["yes", "no", "cancel", "repeat", "undo"]
_LONGEST = 80


def read_answer(text: str, locale: str) -> Answer | None:
    """What the whole utterance amounts to, where it is nothing but such an answer and polite words."""
    plain = re.sub(rf"(?!{LETTER}|[\s']).", " ", text.lower().replace("’", "'")).strip()
    if len(plain) > _LONGEST:
        return None
    return next((answer for answer, pattern in _patterns(locale).items() if pattern.fullmatch(plain)), None)


@cache
def _patterns(locale: str) -> Mapping[Answer, re.Pattern[str]]:
    words = _words(language(locale)) or _words("en")
    polite = _any(words["polite"], locale)
    patterns: dict[Answer, re.Pattern[str]] = {}
    for answer in get_args(Answer):
        phrases = _any(words[answer], locale)
        patterns[answer] = re.compile(rf"(?:(?:{polite})\s*)*(?:(?:{phrases})\s*)+(?:(?:{polite}|{phrases})\s*)*")
    return patterns


def plain_words(answer: Answer, locale: str) -> tuple[str, ...]:
    """Ways to say an answer, those that are no patterns."""
    words = _words(language(locale)) or _words("en")
    return tuple(phrase for phrase in words[answer] if re.fullmatch(r"[\w' ]+", phrase))


def means_all(text: str, locale: str) -> bool:
    """Whether the text says that all are meant."""
    words = _words(language(locale)) or _words("en")
    return re.search(whole_words("|".join(words["all"]), locale), text.lower()) is not None


def _any(phrases: tuple[str, ...], locale: str) -> str:
    end = f"(?!{LETTER})" if is_spaced(locale) else ""
    return "|".join(f"(?:{phrase}){end}" for phrase in sorted(phrases, key=len, reverse=True))


@cache
def _words(code: str) -> Mapping[str, tuple[str, ...]]:
    table = tomllib.loads(files("dialog").joinpath("answers.toml").read_text(encoding="utf-8"))
    return {answer: tuple(phrases) for answer, phrases in table.get(code, {}).items()}
