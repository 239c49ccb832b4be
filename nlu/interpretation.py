"""What was meant."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Slot:
    """A labelled stretch of the utterance.

    Attributes:
        name: Slot type of the MASSIVE schema, such as ``time`` or ``list_name``.
        text: The characters as they stand in the utterance.
        start: Offset of the first character.
        end: Offset behind the last character.
        confidence: In [0, 1].
    """

    name: str
    text: str
    start: int
    end: int
    confidence: float


@dataclass(frozen=True, slots=True)
class Reading:
    """One intent the utterance may have, with its probability."""

    intent: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Interpretation:
    """What one utterance means, as far as the model can tell.

    Attributes:
        utterance: The text that was read.
        locale: Such as ``en-US``.
        readings: Intents, best first, probabilities calibrated; never empty.
        slots: In the order of the text, not overlapping.
        in_scope: Whether the model takes the utterance for something the assistant is for.
        scope: The probability that it is.
    """

    utterance: str
    locale: str
    readings: tuple[Reading, ...]
    slots: tuple[Slot, ...]
    in_scope: bool = True
    scope: float = 1.0

    @property
    def intent(self) -> str:
        """The likeliest intent."""
        return self.readings[0].intent

    @property
    def confidence(self) -> float:
        """Probability of the likeliest intent."""
        return self.readings[0].confidence

    def slot(self, name: str) -> Slot | None:
        """The first slot of that name."""
        return next((slot for slot in self.slots if slot.name == name), None)

    def texts(self, name: str) -> tuple[str, ...]:
        """The texts of all slots of that name."""
        return tuple(slot.text for slot in self.slots if slot.name == name)
