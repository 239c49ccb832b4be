"""The sizes of a student, known without loading what builds it."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class StudentShape:
    """Sizes of a student.

    Attributes:
        pieces: Vocabulary size.
        intents: Intent outputs.
        slots: Slot outputs.
        depth: Encoder layers.
        heads: Attention heads.
        hidden: Width.
        intermediate: Width inside the feed-forward blocks.
        embedding: Width of the piece embeddings; projected to ``hidden`` where it differs.
        embedding_bits: Bits of an embedding value in the shipped file.
    """

    pieces: int
    intents: int
    slots: int
    depth: int = 4
    heads: int = 12
    hidden: int = 384
    intermediate: int = 1536
    embedding: int = 384
    embedding_bits: Literal[4, 8] = 8
