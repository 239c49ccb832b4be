"""The two kinds of block that every voice is made of.

A ``SequenceBlock`` turns whole tensors into whole tensors. A ``StreamableBlock`` yields data on demand, fed by another
streamable block and by the results of the sequence blocks. A block holds weights and settings only: the state of an
utterance lives in the generator that ``stream`` returns, so that one block serves several utterances at once.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from runtime.graph import Array

Tensors = Mapping[str, Array]


@dataclass(frozen=True, slots=True, eq=False)
class Chunk:
    """A stretch of a stream.

    Attributes:
        tensors: By name; the last axis is time.
        last: Whether the stream ends here. Every stream has exactly one last chunk; it may be empty.
    """

    tensors: Tensors
    last: bool


class SequenceBlock(ABC):
    """Tensors to tensors.

    Attributes:
        needs: Names of the tensors it reads.
        gives: Names of the tensors it makes.
    """

    needs: frozenset[str]
    gives: frozenset[str]

    @abstractmethod
    def run(self, tensors: Tensors) -> Tensors:
        """Make the tensors named in ``gives`` from those named in ``needs``; others are ignored."""


class StreamableBlock(ABC):
    """A stream of chunks.

    Attributes:
        needs: Names of the sequence blocks' results it reads.
        takes: Names of the tensors it reads from each chunk of its source; empty for the first block of a stack.
        gives: Names of the tensors in each chunk it yields.
        lookahead: Frames of its source it must see beyond those it yields.
    """

    needs: frozenset[str] = frozenset()
    takes: frozenset[str] = frozenset()
    gives: frozenset[str]
    lookahead: int = 0

    @abstractmethod
    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Yield chunks as soon as they can be made.

        Args:
            context: Results of the sequence blocks, and the inputs of the pipeline.
            source: The chunks of the block before; empty for the first block.
        """


Block = SequenceBlock | StreamableBlock
