"""One turn as the journal keeps it."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

from nlu import Interpretation

HERE = "here"
"""Name of the device that the program itself runs on."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One hypothesis of the recogniser, with its confidence in [0, 1]."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What came in, before anything was made of it.

    Attributes:
        guesses: Best first; a single one where the turn was typed.
        plain: What the best guess means by itself; None where it was not asked for.
        device: Where it came in.
        typed: Whether it was typed.
        offered: The learned rewrite that fits the best guess; empty for none.
        rewritten: Whether it was used. Where one was offered and not used, the lot kept it.
    """

    guesses: tuple[Guess, ...]
    plain: Interpretation | None = None
    device: str = HERE
    typed: bool = True
    offered: str = ""
    rewritten: bool = False


@dataclass(frozen=True, slots=True)
class Decided:
    """What the dialogue did.

    Attributes:
        kind: Act, ask back, or decline.
        skill: Who answered; empty for the dialogue itself.
        why: The reason.
        offers: For each skill that offered, its probability.
        reply: What was said.
        done: Whether the wish was carried out.
        expects: What the reply asks for; empty for nothing.
        answering: Whether the turn answered a question of the assistant.
        failures: For each skill that broke, how.
    """

    kind: str
    skill: str = ""
    why: str = ""
    offers: dict[str, float] = field(default_factory=dict)
    reply: str = ""
    done: bool = False
    expects: str = ""
    answering: bool = False
    failures: dict[str, str] = field(default_factory=dict)


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
    """The part of an entry that has words of the user in it."""

    heard: Heard
    acted_on: Interpretation | None
    decided: Decided


@dataclass(frozen=True, slots=True)
class Entry:
    """One turn.

    Attributes:
        turn: Its number.
        at: When it came in.
        heard: What came in.
        acted_on: The interpretation that the dialogue went by; None where nothing was heard.
        decided: What the dialogue did.
        ending: What is known since; None while the reply is being said, and after a crash.
        defect: Probability that it went wrong; None until it has been judged.
        rephrase: Probability that the next turn says it again; None until it has been judged.
    """

    turn: int
    at: datetime
    heard: Heard
    acted_on: Interpretation | None
    decided: Decided
    ending: Ending | None = None
    defect: float | None = None
    rephrase: float | None = None

    @property
    def plain(self) -> Interpretation | None:
        """What was heard, understood without any rewrite."""
        return self.heard.plain or self.acted_on

    @property
    def text(self) -> str:
        """What was heard, as the recogniser wrote it."""
        return self.heard.guesses[0].text if self.heard.guesses else ""

    @property
    def locale(self) -> str:
        """Language of the turn; empty where nothing was heard."""
        return self.acted_on.locale if self.acted_on else ""
