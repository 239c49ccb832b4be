"""Who learns together."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Circle:
    """Those whose words are learned from together: the devices of the house, or one that nobody vouches for.

    Attributes:
        language: Of the utterances.
        device: The one that nobody vouches for; empty for the house.
    """

    language: str
    device: str = ""
