"""What the user is likely to say next, for the recogniser: names they have given, and answers to an open question."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache

from unicode_rbnf import RbnfEngine

from dialog.acts import plain_words
from dialog.schedule import Schedule
from dialog.skill import Naming, Skill
from dialog.state import Pending
from nlu.values.language import language

_log = logging.getLogger(__name__)
MOST = 200
_NUMBERS = (*range(1, 21), 25, 30, 40, 45, 50, 60, 90)
_NUMERIC_SLOTS = frozenset({"time", "change_amount"})
_WORD = re.compile(r"[^\W\d_]{2,}")


def expected_phrases(skills: Mapping[str, Skill], schedule: Schedule, pending: Pending | None) -> tuple[str, ...]:
    """Names and phrases that are likelier than usual in the next utterance, at most 200, answers first.

    Args:
        skills: Those that know names are asked.
        schedule: Its labels are names.
        pending: The open question, if any; it is answered in the language it was asked in.
    """
    labels = (appointment.label for appointment in schedule.appointments())
    named = (name for skill in skills.values() for name in _names(skill))
    phrases = (phrase.strip() for source in (_answers(pending), labels, named) for phrase in source)
    return tuple(dict.fromkeys(phrase for phrase in phrases if phrase))[:MOST]


def _names(skill: Skill) -> Iterable[str]:
    try:
        return tuple(skill.names()) if isinstance(skill, Naming) else ()
    except Exception:  # without its names it is heard a little less well
        _log.debug("The skill %s does not tell its names", skill.manifest.name, exc_info=True)
        return ()


def _answers(pending: Pending | None) -> Iterator[str]:
    if pending is None:
        return
    locale = pending.request.locale
    if pending.kind == "confirm":
        yield from plain_words("yes", locale)
        yield from plain_words("no", locale)
    elif pending.kind == "which":
        yield from _WORD.findall(pending.text)  # the question names the choices
    elif pending.slot in _NUMERIC_SLOTS:
        yield from _numbers(language(locale))


@cache
def _numbers(code: str) -> tuple[str, ...]:
    try:
        engine = RbnfEngine.for_language(code)
    except ValueError:
        return ()
    return tuple(engine.format_number(number).text.replace("-", " ").replace("\xad", "") for number in _NUMBERS)
