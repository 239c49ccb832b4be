"""Exact size and work of a shape, as polynomials in its sizes."""

from pydantic import BaseModel, ConfigDict

from lab.nlu.search.space import Point
from nlu.labels import Labels
from nlu.pieces import LONGEST


class Frame(BaseModel):
    """What all shapes of a search share.

    Attributes:
        pieces: Vocabulary size.
        embedding: Width of the piece embeddings.
        intents: Intent outputs.
        slots: Slot outputs.
        length: Pieces of the utterance that work is counted for.
    """

    model_config = ConfigDict(frozen=True)

    pieces: int
    embedding: int
    intents: int
    slots: int
    length: int = 12

    @classmethod
    def of(cls, pieces: int, embedding: int, labels: Labels) -> "Frame":
        """The frame of a vocabulary and its labels."""
        return cls(pieces=pieces, embedding=embedding, intents=len(labels.intents), slots=len(labels.slots))


def parameters(point: Point, frame: Frame) -> int:
    """Number of trained values of the whole network."""
    hidden, inner = point.hidden, point.intermediate
    projection = 0 if frame.embedding == hidden else (frame.embedding + 1) * hidden
    entry = frame.pieces * frame.embedding + projection + LONGEST * hidden + 2 * hidden
    layer = 4 * (hidden * hidden + hidden) + 2 * hidden * inner + inner + hidden + 4 * hidden
    heads = (hidden + 1) * (frame.intents + frame.slots) + (frame.intents + 1) * frame.slots
    return entry + point.depth * layer + heads


def operations(point: Point, frame: Frame) -> int:
    """Multiplications and additions of the matrix products for one utterance of ``frame.length`` pieces."""
    hidden, inner, length = point.hidden, point.intermediate, frame.length
    projection = 0 if frame.embedding == hidden else 2 * length * frame.embedding * hidden
    layer = 2 * length * (4 * hidden * hidden + 2 * hidden * inner) + 4 * length * length * hidden
    heads = 2 * hidden * (length + frame.intents + length * frame.slots) + 2 * frame.intents * frame.slots
    return projection + point.depth * layer + heads
