"""Compares what a script expects with what happened."""

from collections.abc import Iterator

from assistant.report import TurnReport
from assistant.script.schema import Expectation, Facts, matches

_TEXTS = ("heard", "rewritten", "intent", "reply")
_VALUES = ("decision", "cause", "skill", "done", "error", "interrupted", "expects")


def problems(expected: Expectation, turn: TurnReport, announced: str) -> tuple[str, ...]:
    """Every expectation that was not met, in words.

    A failure or an announcement that the script does not mention is a problem too.

    Args:
        expected: By the script.
        turn: What happened.
        announced: What came due in the meantime.
    """
    found = [*_unmet(expected, turn, announced), *_unwanted(expected.never, turn, announced)]
    if turn.error and expected.error is None:
        found.append(f"it failed with {turn.error}: {turn.message}")
    if announced and expected.announced is None:
        found.append(f"nobody expected {announced!r} to be announced")
    return tuple(found)


def notes(expected: Expectation, turn: TurnReport) -> tuple[str, ...]:
    """A latency over its budget."""
    spans = turn.milliseconds
    took = spans.get("first_audio", sum(spans.values()))
    if expected.within is None or took <= expected.within:
        return ()
    return (f"{took:.0f} ms instead of {expected.within:.0f}",)


def _unmet(wanted: Facts, turn: TurnReport, announced: str) -> Iterator[str]:
    for name, pattern, got in _texts(wanted, turn, announced):
        if not matches(pattern, got):
            yield f"{name} is {got!r}, not {pattern!r}"
    for name in _VALUES:
        value, got = getattr(wanted, name), getattr(turn, name)
        if value is not None and value != got:
            yield f"{name} is {got!r}, not {value!r}"
    for name, pattern in (wanted.slots or {}).items():
        texts = [slot.text for slot in turn.slots if slot.name == name]
        if not any(matches(pattern, text) for text in texts):
            yield f"slot {name} is {', '.join(map(repr, texts)) or 'missing'}, not {pattern!r}"


def _unwanted(never: Facts, turn: TurnReport, announced: str) -> Iterator[str]:
    for name, pattern, got in _texts(never, turn, announced):
        if matches(pattern, got):
            yield f"{name} is {got!r}, which must not be"
    for name in _VALUES:
        if getattr(never, name) is not None and getattr(never, name) == getattr(turn, name):
            yield f"{name} is {getattr(turn, name)!r}, which must not be"
    for name, pattern in (never.slots or {}).items():
        if any(slot.name == name and matches(pattern, slot.text) for slot in turn.slots):
            yield f"slot {name} is {pattern!r}, which must not be"


def _texts(facts: Facts, turn: TurnReport, announced: str) -> Iterator[tuple[str, str, str]]:
    """Name, pattern and actual text of each fact that is a text."""
    for name in _TEXTS:
        if (pattern := getattr(facts, name)) is not None:
            yield name, pattern, getattr(turn, name)
    if facts.announced is not None:
        yield "announced", facts.announced, announced
