"""The PIN that a person may set for what is grave: asked for after the yes, compared in constant time, never kept."""

import hmac
from collections.abc import Iterable, Sequence
from datetime import timedelta

from dialog.clock import Clock
from dialog.storage import Storage
from nlu import Interpretation
from nlu.values import resolve_numbers

MOST_WRONG = 5
LOCKED_FOR = timedelta(minutes=15)
_WRONG = "wrong"


class Pin:
    """Knows the PIN, for what it is wanted, and how often it was wrong: in the whole house, over restarts too.

    Args:
        digits: The PIN.
        acts: Names of skills or intents: what is confirmed of theirs wants the PIN too.
        storage: Keeps when it was wrong.
        clock: Time.
    """

    def __init__(self, digits: str, acts: Iterable[str], storage: Storage, clock: Clock) -> None:
        self._digits = digits.encode()
        self._acts = frozenset(acts)
        self._storage = storage
        self._clock = clock

    def is_wanted(self, skill: str, intent: str) -> bool:
        """Whether an intent of a skill wants it."""
        return not self._acts.isdisjoint((skill, intent))

    @property
    def is_locked(self) -> bool:
        """Whether it was wrong too often lately; then even the right one counts for nothing."""
        return len(self._wrong_lately()) >= MOST_WRONG

    def is_told(self, heard: Sequence[Interpretation]) -> bool:
        """Whether one of the hypotheses is the PIN, in digits or in words; a wrong one is counted on disk."""
        if self.is_locked:
            return False
        told = [hmac.compare_digest(digits.encode(), self._digits) for said in heard for digits in _read(said)]
        right = any(told)
        if right:
            self._storage.delete(_WRONG)
        elif told:
            self._storage.put(_WRONG, [*self._wrong_lately(), self._clock.now().timestamp()])
        return right

    def _wrong_lately(self) -> list[float]:
        since = (self._clock.now() - LOCKED_FOR).timestamp()
        times = self._storage.get(_WRONG, list[float]) or []
        return [at for at in times if at > since][-MOST_WRONG:]


def _read(said: Interpretation) -> set[str]:
    """The digits that an utterance tells, read as a whole and word by word: *twelve thirty-four*, *zero zero seven*."""
    words = said.utterance.split()
    whole = "".join(_digits(said.utterance, said.locale))
    single = "".join(digit for word in words for digit in _digits(word, said.locale))
    return {digits for digits in (whole, single) if digits}


def _digits(text: str, locale: str) -> list[str]:
    plain = "".join(sign for sign in text if not sign.isspace() and sign not in ".,-")
    if plain.isdecimal():
        return [str(int(digit)) for digit in plain]
    return [str(int(number)) for number in resolve_numbers(text, locale) if number >= 0 and number == int(number)]
