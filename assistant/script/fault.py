"""Stages that fail on purpose."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from assistant.app import Rooms
from assistant.script.schema import Fault

_PLACES = {
    "asr": ("recognizer", "transcribe"),
    "nlu": ("student", "understand"),
    "dialog": ("dialog", "take_turn"),
    "tts": ("voice", "stream"),
}


class InjectedFaultError(Exception):
    """A failure that a script asked for."""


class _Failing:
    """Stands before a stage; one of its methods fails."""

    def __init__(self, stage: Any, method: str) -> None:
        self._stage = stage
        self._method = method

    def __getattr__(self, name: str) -> Any:
        if name == self._method:
            raise InjectedFaultError(f"{name} was made to fail")
        return getattr(self._stage, name)


@contextmanager
def failing(rooms: Rooms, stage: Fault | None) -> Iterator[None]:
    """Within this block, a stage cannot do its work.

    Args:
        rooms: Where it is replaced.
        stage: Which; none, or ``speaker``, changes nothing here.
    """
    if stage not in _PLACES:
        yield
        return
    attribute, method = _PLACES[stage]
    whole = getattr(rooms, attribute)
    setattr(rooms, attribute, _Failing(whole, method))
    try:
        yield
    finally:
        setattr(rooms, attribute, whole)
