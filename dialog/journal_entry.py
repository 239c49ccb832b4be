"""One turn as the journal keeps it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from dialog.answer import Answer
from dialog.utterance import Rewriting, Utterance
from nlu import Interpretation


@dataclass(frozen=True, slots=True)
class Ending:
    """What is known once the reply has been said.

    Attributes:
        milliseconds: What each stage took.
        interrupted: What cut the reply off: the user's voice, a key, or nothing.
    """

    milliseconds: dict[str, float] = field(default_factory=dict)
    interrupted: Literal["", "voice", "command"] = ""


@dataclass(frozen=True, slots=True)
class Body:
    """The part of an entry that has words of the user in it; see ``JournalEntry``."""

    utterance: Utterance
    rewriting: Rewriting
    acted_on: Interpretation | None
    answering: bool
    answer: Answer


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One turn.

    Attributes:
        at: When it came in.
        utterance: What came in.
        rewriting: What the learned rewrites had to do with it.
        acted_on: The interpretation that the dialogue went by; None where nothing was heard.
        answering: Whether a question of the assistant was open.
        answer: What came of it.
        ending: What is known since; None while the reply is being said, and after a crash.
        defect: Probability that it went wrong; None until it has been judged.
        rephrase: Probability that the next turn says it again; None until it has been judged.
    """

    at: datetime
    utterance: Utterance
    rewriting: Rewriting
    acted_on: Interpretation | None
    answering: bool
    answer: Answer
    ending: Ending | None = None
    defect: float | None = None
    rephrase: float | None = None

    @property
    def turn(self) -> int:
        """Its number."""
        return self.answer.turn

    @property
    def device(self) -> str:
        """Where it came in."""
        return self.utterance.origin.device

    @property
    def plain(self) -> Interpretation | None:
        """What was heard, understood without any rewrite."""
        return self.rewriting.plain or self.acted_on

    @property
    def text(self) -> str:
        """What was heard, as the recogniser wrote it."""
        return self.utterance.text

    @property
    def locale(self) -> str:
        """Language of the turn; empty where nothing was heard."""
        return self.acted_on.locale if self.acted_on else ""
