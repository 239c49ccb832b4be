"""Turns of the journal without what tells who a person is: numbers, e-mail addresses and names become placeholders."""

import re
from collections.abc import Iterable
from typing import Any

from dialog.journal_entry import JournalEntry
from nlu.values.language import whole_words
from nlu.values.numbers import digits

_NAMING = frozenset({"person", "relation", "email_address"})
_EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+\.\w+")
_NUMBER = re.compile(r"\d+(?:[\s.,:/\-]*\d+)*")


class Redactor:
    """Replaces what it finds; names are those in slots of persons, and those the assistant was told.

    Args:
        names: Names that are known, such as those in the address book.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names = tuple(name for name in names if name.strip())

    def record(self, entry: JournalEntry) -> dict[str, Any]:
        """The turn as JSON values, redacted."""
        row = as_record(entry)
        readings = [said for said in (entry.plain, entry.acted_on) if said is not None]
        named = [slot.text for said in readings for slot in said.slots if slot.name in _NAMING]
        names = sorted({*named, *self._names, entry.utterance.origin.person} - {""}, key=len, reverse=True)
        if named:
            row["heard"] = row["heard"][:1]  # the other guesses may have the name misspelt
        return {name: self._clean(value, names, entry.locale) for name, value in row.items() if name not in _KEPT} | {
            name: row[name] for name in _KEPT
        }

    def _clean(self, value: Any, names: list[str], locale: str) -> Any:
        match value:
            case str():
                return redacted(value, names, locale)
            case list():
                return [self._clean(one, names, locale) for one in value]
            case dict():
                return {key: self._clean(one, names, locale) for key, one in value.items()}
            case _:
                return value


def redacted(text: str, names: Iterable[str], locale: str) -> str:
    """The text with placeholders.

    Args:
        text: Plain.
        names: What counts as one, longest first.
        locale: Of the text, for spelled-out numbers.
    """
    for name in names:
        text = re.sub(whole_words(re.escape(name), locale), "[name]", text, flags=re.IGNORECASE)
    text = _EMAIL.sub("[email]", text)
    if text and locale and _NUMBER.search(digits(text, locale)):
        text = _NUMBER.sub("[number]", digits(text, locale))
    return text


_KEPT = (
    "turn",
    "at",
    "device",
    "locale",
    "typed",
    "confidence",
    "cause",
    "offers",
    "milliseconds",
    "defect",
    "rephrase",
)


def as_record(entry: JournalEntry) -> dict[str, Any]:
    """The turn as JSON values, with all its words."""
    answer, acted_on, ending = entry.answer, entry.acted_on, entry.ending
    origin, decision = entry.utterance.origin, entry.answer.decision
    return {
        "turn": entry.turn,
        "at": entry.at.isoformat(timespec="seconds"),
        "device": origin.device,
        "area": origin.area,
        "person": origin.person,
        "session": origin.session,
        "locale": entry.locale,
        "typed": entry.utterance.typed,
        "heard": [guess.text for guess in entry.utterance.guesses],
        "confidence": [round(guess.confidence, 3) for guess in entry.utterance.guesses],
        "offered": entry.rewriting.offered,
        "rewritten": entry.rewriting.used,
        "intent": acted_on.intent if acted_on else "",
        "slots": {slot.name: slot.text for slot in acted_on.slots} if acted_on else {},
        "decision": decision.kind,
        "cause": decision.cause.value,
        "offers": {offer.skill: round(offer.probability, 3) for offer in decision.offers},
        "skill": answer.skill,
        "reply": answer.text,
        "done": answer.done,
        "expects": answer.expects,
        "failures": dict(answer.failures),
        "interrupted": ending.interrupted if ending else "",
        "milliseconds": ending.milliseconds if ending else {},
        "defect": entry.defect,
        "rephrase": entry.rephrase,
    }
