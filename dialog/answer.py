"""What comes of an utterance."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialog.decision import Decision


@dataclass(frozen=True, slots=True)
class Answer:
    """The assistant's part of a turn.

    Attributes:
        turn: Number of the turn, as in the journal.
        locale: In which the reply is said.
        text: The reply; empty where there is nothing to say.
        decision: What was decided.
        skill: Whose reply it is; empty where the dialogue itself replied.
        done: Whether the user's wish was carried out.
        expects: Whether an answer is awaited: the slot's name, ``confirm``, ``which`` or nothing.
        failures: For each skill that broke, how; under ``journal`` the code of what kept it from being written.
    """

    turn: int
    locale: str
    text: str
    decision: Decision
    skill: str = ""
    done: bool = False
    expects: str = ""
    failures: Mapping[str, str] = field(default_factory=dict)
