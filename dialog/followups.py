"""Utterances that only make sense after the last one: "and tomorrow?", "no, the kitchen one", "I meant seven"."""

import re
from dataclasses import dataclass, replace
from datetime import datetime
from functools import cache
from typing import Literal

from dialog.skill import Manifest
from locales import Words, section
from nlu import Interpretation, Slot
from nlu.values import resolve_when
from nlu.values.language import LETTER, is_spaced, language

FollowupKind = Literal["correction", "continuation"]
_MOST_WORDS = 6


@dataclass(frozen=True, slots=True)
class Followup:
    """What an utterance changes about the request before it.

    Attributes:
        kind: A correction takes the last action back; a continuation asks the same again about something else.
        interpretation: The utterance without the words that lead in.
    """

    kind: FollowupKind
    interpretation: Interpretation


class FollowupWords(Words):
    """How people lead into a correction, or go on about the same: regular expressions over lower-case text.

    Attributes:
        correction: In front of what was meant, as in *no, I meant …*.
        correction_end: Behind it, in some languages.
        continuation: In front of what else is asked about, as in *and …?*.
        continuation_end: Behind it.
    """

    correction: tuple[str, ...] = ()
    correction_end: tuple[str, ...] = ()
    continuation: tuple[str, ...] = ()
    continuation_end: tuple[str, ...] = ()


def read_followup(said: Interpretation) -> Followup | None:
    """The follow-up that an utterance is, going by how it begins (or, in some languages, ends) and its length."""
    words = section(language(said.locale), "follow_ups", FollowupWords) or FollowupWords()
    kinds: tuple[tuple[FollowupKind, tuple[str, ...], tuple[str, ...]], ...] = (
        ("correction", words.correction, words.correction_end),
        ("continuation", words.continuation, words.continuation_end),
    )
    for kind, starts, ends in kinds:
        rest = _without(starts, ends, said)
        if rest is not None and 0 < _length(rest) <= _MOST_WORDS:
            return Followup(kind, rest)
    return None


def _without(starts: tuple[str, ...], ends: tuple[str, ...], said: Interpretation) -> Interpretation | None:
    """The interpretation of what is left, with its slots moved along."""
    text = said.utterance.lower()
    edge = f"(?!{LETTER})" if is_spaced(said.locale) else ""
    found = _compiled(rf"(?:(?:{'|'.join(starts)}){edge}[\s,、，.]*)+").match(text) if starts else None
    stop = _compiled(rf"[\s,、，]*(?:{'|'.join(ends)})[\s?？.。!]*$").search(text) if ends else None
    if not found and not stop:
        return None
    first, last = found.end() if found else 0, stop.start() if stop else len(text)
    rest = said.utterance[first:last].rstrip(" ?？.。!")
    slots = (
        replace(slot, start=slot.start - first, end=slot.end - first)
        for slot in said.slots
        if slot.start >= first and slot.end <= first + len(rest)
    )
    return replace(said, utterance=rest, slots=tuple(slots))


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)


def _length(said: Interpretation) -> int:
    return len(said.utterance.split()) if is_spaced(said.locale) else (len(said.utterance) + 2) // 3


def revised(request: Interpretation, change: Interpretation, manifest: Manifest, now: datetime) -> Interpretation:
    """The earlier request with the slots that the change names in place of its own.

    Where no slot was seen in the change, it is taken for a time or a day if it can be read as one, and otherwise for
    the first other slot that its skill lets carry over, or that the request has.

    Args:
        request: What was wanted before.
        change: What was said now, without its lead-in.
        manifest: Of the skill: which slots such a change may be about, and which of them say the same.
        now: For reading days and times.
    """
    utterance = f"{request.utterance}\n{change.utterance}".strip()
    shift = len(utterance) - len(change.utterance)
    slots = change.slots or _guessed(request, change, manifest.carries.get(request.intent, ()), now)
    brought = tuple(replace(slot, start=slot.start + shift, end=slot.end + shift) for slot in slots)
    replaced = manifest.rivals(slot.name for slot in brought) | _rivals(brought)
    kept = tuple(slot for slot in request.slots if slot.name not in replaced)
    slots = (*kept, *brought)
    return replace(request, utterance=utterance, slots=slots, locale=change.locale, in_scope=True, scope=1.0)


def _rivals(brought: tuple[Slot, ...]) -> set[str]:
    """Slots that say the same as the new ones in another way."""
    names = {slot.name for slot in brought}
    return {"timeofday"} if "time" in names else set()


def _guessed(
    request: Interpretation, change: Interpretation, carried: tuple[str, ...], now: datetime
) -> tuple[Slot, ...]:
    names = [*carried, *(slot.name for slot in request.slots)]
    when = resolve_when([change.utterance], change.locale, now)
    timed = "time" if when and (when.clock or when.moment) else "date" if when and when.day else ""
    others = [name for name in names if name not in ("time", "date", "timeofday")]
    name = timed if timed and timed in names else next(iter(others), timed or next(iter(names), ""))
    text = change.utterance
    return (Slot(name, text, 0, len(text), change.confidence),) if name else ()
