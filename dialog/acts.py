"""Dialogue acts: short answers to the assistant itself: yes, no, cancel, repeat, undo."""

import re
from collections.abc import Mapping
from functools import cache
from typing import Literal, get_args

from locales import Words, section_or_english
from nlu.values.language import LETTER, is_spaced, language, whole_words

DialogAct = Literal["yes", "no", "cancel", "repeat", "undo"]
_LONGEST = 80


class AnswerWords(Words):
    """How people answer the assistant itself: regular expressions over lower-case text without punctuation.

    Attributes:
        all: That all of several are meant.
        polite: What may stand around an answer without changing it.
        yes: Consent.
        no: Refusal.
        cancel: To let it be.
        repeat: To say it again.
        undo: To take it back.
    """

    all: tuple[str, ...]
    polite: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    cancel: tuple[str, ...]
    repeat: tuple[str, ...]
    undo: tuple[str, ...]

    def phrases(self, act: DialogAct) -> tuple[str, ...]:
        """Ways to say it."""
        said: tuple[str, ...] = getattr(self, act)
        return said


def answer_words(locale: str) -> AnswerWords:
    """The language's, or English ones where it has none."""
    return section_or_english(language(locale), "answers", AnswerWords)


def read_act(text: str, locale: str) -> DialogAct | None:
    """What the whole utterance amounts to, where it is nothing but such an answer and polite words."""
    plain = re.sub(rf"(?!{LETTER}|[\s']).", " ", text.lower().replace("’", "'")).strip()
    if len(plain) > _LONGEST:
        return None
    return next((act for act, pattern in _patterns(locale).items() if pattern.fullmatch(plain)), None)


@cache
def _patterns(locale: str) -> Mapping[DialogAct, re.Pattern[str]]:
    words = answer_words(locale)
    polite = _any(words.polite, locale)
    patterns: dict[DialogAct, re.Pattern[str]] = {}
    for act in get_args(DialogAct):
        phrases = _any(words.phrases(act), locale)
        # each part is atomic: "好的" over and over, read as 好 and 的 or as one, would take for ever
        patterns[act] = re.compile(rf"(?>(?:{polite})\s*)*(?>(?:{phrases})\s*)+(?>(?:{polite}|{phrases})\s*)*")
    return patterns


def plain_words(act: DialogAct, locale: str) -> tuple[str, ...]:
    """Ways to say it, those that are no patterns."""
    return tuple(phrase for phrase in answer_words(locale).phrases(act) if re.fullmatch(r"[\w' ]+", phrase))


def means_all(text: str, locale: str) -> bool:
    """Whether the text says that all are meant."""
    return re.search(whole_words("|".join(answer_words(locale).all), locale), text.lower()) is not None


def _any(phrases: tuple[str, ...], locale: str) -> str:
    end = f"(?!{LETTER})" if is_spaced(locale) else ""
    return "|".join(f"(?:{phrase}){end}" for phrase in sorted(phrases, key=len, reverse=True))
