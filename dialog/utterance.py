"""What a user says to the assistant, and where."""

from dataclasses import dataclass, replace

from nlu import Interpretation

LONGEST = 1000
"""Characters of an utterance: more than anybody says in a minute, and so few that nothing takes long to read them."""
HERE = "here"
"""Name of the device that the program itself runs on."""
HIDDEN = "••••"
"""Stands for words that nobody is to read."""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who speaks, and where.

    Attributes:
        device: What took the words in: this machine, or a satellite by name or address.
        area: The part of the home it stands in; empty where nobody said so.
        person: Who it is; empty where that is not known.
        session: The conversation that the utterance belongs to; empty for the only one.
    """

    device: str = HERE
    area: str = ""
    person: str = ""
    session: str = ""


ALONE = Origin()
"""Of the only conversation there is."""


@dataclass(frozen=True, slots=True)
class Guess:
    """One hypothesis of the recogniser, with its confidence in [0, 1]."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Utterance:
    """What came in, before anything was made of it.

    Attributes:
        guesses: The n-best list, best first; a single one where the text was typed; none where nothing was heard.
        locale: Language of the text.
        origin: Who said it, and where.
        typed: Whether it was typed.
    """

    guesses: tuple[Guess, ...]
    locale: str
    origin: Origin = Origin()
    typed: bool = True

    @property
    def text(self) -> str:
        """The best guess; empty where nothing was heard."""
        return self.guesses[0].text if self.guesses else ""

    def hidden(self) -> "Utterance":
        """The same without its words, which nobody is to read: a PIN."""
        return replace(self, guesses=(Guess(HIDDEN, 1.0),))


@dataclass(frozen=True, slots=True)
class Rewriting:
    """What the learned rewrites had to do with an utterance.

    Attributes:
        plain: What the best guess means by itself; None where that was not looked at.
        offered: The rewrite that fits the best guess; empty for none.
        used: Whether it took the guess's place. Where one was offered and not used, the lot kept it, as control.
    """

    plain: Interpretation | None = None
    offered: str = ""
    used: bool = False
