"""Turns as older versions wrote them, read as this one does.

A sealed turn can be opened by nobody but the journal, so no migration of the database can rewrite it: it is read anew
each time.
"""

import re
from collections.abc import Mapping
from typing import Any

from dialog.decision import Cause

FORMAT = 2
"""Of the turns that this version writes."""

_CAUSES = {
    "policy": Cause.POLICY,
    "still missing": Cause.MISSING_SLOT,
    "answer to slot": Cause.ANSWERED,
    "answer to confirm": Cause.ANSWERED,
    "answer to which": Cause.ANSWERED,
    "no answer to the question": Cause.NOT_ANSWERED,
    "no answer in three tries": Cause.GIVEN_UP,
    "cancelled by the user": Cause.CANCELLED,
    "correction": Cause.CORRECTION,
    "continuation": Cause.CONTINUATION,
    "nothing to take back": Cause.NOTHING_TO_UNDO,
    "a rewrite was taken back": Cause.UNLEARNED,
    "repeat": Cause.REPEAT,
    "after a ring": Cause.AFTER_RING,
    "no skill offers": Cause.NO_BID,
    "nothing was heard": Cause.NOTHING_HEARD,
}
_UNDO = re.compile(r"undo( of \w+)?")
_COST = re.compile(r"(act|confirm|ask_which|decline) (-?\d+\.\d\d)")


def upgraded(record: dict[str, Any], turn: int, written: int) -> dict[str, Any]:
    """The body of a turn as this version writes it.

    Args:
        record: As JSON values.
        turn: Its number.
        written: The format it has.
    """
    return _from_first(record, turn) if written < FORMAT else record


def _from_first(record: dict[str, Any], turn: int) -> dict[str, Any]:
    """Format 1: cause and costs were a sentence, and what was heard had the rewrite in it."""
    heard, acted_on, decided = record["heard"], record["acted_on"], record["decided"]
    locale = (acted_on or heard.get("plain") or {}).get("locale", "")
    offers = decided.get("offers", {})
    return {
        "utterance": {
            "guesses": heard["guesses"],
            "locale": locale,
            "origin": {"device": heard.get("device", "here")},
            "typed": heard.get("typed", True),
        },
        "rewriting": {
            "plain": heard.get("plain"),
            "offered": heard.get("offered", ""),
            "used": heard.get("rewritten", False),
        },
        "acted_on": acted_on,
        "answering": decided.get("answering", False),
        "answer": {
            "turn": turn,
            "locale": locale,
            "text": decided.get("reply", ""),
            "decision": {
                "kind": decided["kind"],
                **_cause(decided.get("why", "")),
                "offers": [{"skill": skill, "probability": value} for skill, value in offers.items()],
            },
            "skill": decided.get("skill", ""),
            "done": decided.get("done", False),
            "expects": decided.get("expects", ""),
            "failures": decided.get("failures", {}),
        },
    }


def _cause(why: str) -> Mapping[str, Any]:
    if why in _CAUSES:
        return {"cause": _CAUSES[why]}
    if _UNDO.fullmatch(why):
        return {"cause": Cause.UNDO}
    if costs := {kind: float(cost) for kind, cost in _COST.findall(why)}:
        return {"cause": Cause.EXPECTED_COST, "costs": costs}
    return {"cause": Cause.UNRECORDED}
