"""A turn as the miner sees it: what was said, what was made of it, and whether it went wrong."""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from nlu import Interpretation
from nlu.units import units

SESSION_GAP = 45.0
"""Seconds between turns that still belong together."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of the journal.

    Attributes:
        spoken: What the user said, as the recogniser wrote it.
        meaning: What the spoken words mean to the NLU, without any rewrite.
        effective: What was acted on: the rewrite where one was used, else ``spoken``.
        effective_meaning: What the effective words mean.
        defect: Probability that the user did not get what they wanted.
        rephrase: Probability that the next turn says this one again in other words; 0 for the last of a session.
        device: Where it was said.
        day: Days since some fixed day.
        offered: Rewrite that was found for the spoken words; empty for none. Where it was not used, the lot kept it.
    """

    spoken: str
    meaning: str
    effective: str
    effective_meaning: str
    defect: float
    rephrase: float
    device: str
    day: int
    offered: str = ""

    @property
    def rewritten(self) -> bool:
        """Whether a rewrite was used."""
        return self.effective != self.spoken


Session = Sequence[Turn]
"""Successive turns on one device, close in time."""


@lru_cache(maxsize=65_536)
def key(text: str) -> str:
    """The form under which an utterance is looked up: its words, lower-case, without accents or punctuation."""
    bare = unicodedata.normalize("NFKD", " ".join(unit.text for unit in units(text)).rstrip("."))
    return unicodedata.normalize("NFC", "".join(char for char in bare if not unicodedata.combining(char)))


def meaning_of(interpretation: Interpretation) -> str:
    """Intent and slot values in a fixed order: wordings of one wish share it.

    What is out of scope stands for its own words: nobody knows that it meant what it was taken for.
    """
    if not interpretation.in_scope:
        return f"{interpretation.intent}|said={key(interpretation.utterance)}"
    slots = sorted(f"{slot.name}={key(slot.text)}" for slot in interpretation.slots)
    return "|".join([interpretation.intent, *slots])


def intent_in(meaning: str) -> str:
    """The intent part of a meaning."""
    return meaning.partition("|")[0]


def sessions(turns: Iterable[tuple[float, Turn]]) -> list[list[Turn]]:
    """Group turns into sessions.

    Args:
        turns: Seconds and turn, in the order of time.
    """
    found: list[list[Turn]] = []
    latest: dict[str, tuple[float, list[Turn]]] = {}
    for at, turn in turns:
        seen, session = latest.get(turn.device, (float("-inf"), []))
        if at - seen > SESSION_GAP:
            session = []
            found.append(session)
        session.append(turn)
        latest[turn.device] = (at, session)
    return found
