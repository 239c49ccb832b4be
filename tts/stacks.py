"""Blocks made of blocks: containers, stacks and the pipeline."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from graphlib import CycleError, TopologicalSorter

from tts.blocks import Chunk, SequenceBlock, StreamableBlock, Tensors
from tts.errors import TtsError


class SequenceBlockContainer(SequenceBlock):
    """Runs every block in it, each as soon as the tensors it needs exist.

    Raises:
        TtsError: ``addon.cycle`` where two blocks wait for each other, ``addon.duplicate`` where two make one tensor.
    """

    def __init__(self, blocks: Sequence[SequenceBlock]) -> None:
        self.blocks = tuple(blocks)
        makers: dict[str, int] = {}
        for index, block in enumerate(self.blocks):
            for name in block.gives:
                if makers.setdefault(name, index) != index:
                    raise TtsError("addon.duplicate", f"two blocks make the tensor '{name}'")
        self._waits = {
            index: {makers[name] for name in block.needs if name in makers} for index, block in enumerate(self.blocks)
        }
        try:
            self._order = tuple(TopologicalSorter(self._waits).static_order())
        except CycleError as error:
            circle = " -> ".join("/".join(sorted(self.blocks[index].gives)) for index in error.args[1])
            raise TtsError("addon.cycle", f"blocks wait for each other: {circle}") from error
        self.gives = frozenset(makers)
        self.needs = frozenset().union(*(block.needs for block in self.blocks)) - self.gives

    def run(self, tensors: Tensors) -> Tensors:
        """Run the blocks one after the other, in the order of their needs."""
        made = dict(tensors)
        for index in self._order:
            made.update(self.blocks[index].run(made))
        return {name: made[name] for name in self.gives}


class ParallelContainer(SequenceBlockContainer):
    """The same, with blocks that do not wait for each other run at the same time on ``workers`` threads."""

    def __init__(self, blocks: Sequence[SequenceBlock], workers: int = 2) -> None:
        super().__init__(blocks)
        self._pool = ThreadPoolExecutor(workers, thread_name_prefix="encoders")

    def run(self, tensors: Tensors) -> Tensors:
        """Run level by level."""
        made = dict(tensors)
        sorter = TopologicalSorter(self._waits)
        sorter.prepare()
        while sorter.is_active():
            ready = sorter.get_ready()
            for results in list(self._pool.map(lambda index: self.blocks[index].run(made), ready)):
                made.update(results)
            sorter.done(*ready)
        return {name: made[name] for name in self.gives}


class StreamableStack(StreamableBlock):
    """Streamable blocks, each fed by the one before.

    Raises:
        TtsError: ``addon.wiring`` where a block takes a tensor that the one before does not give.
    """

    def __init__(self, blocks: Sequence[StreamableBlock]) -> None:
        self.blocks = tuple(blocks)
        for before, after in zip(self.blocks, self.blocks[1:], strict=False):
            if missing := after.takes - before.gives:
                have = ", ".join(sorted(before.gives))
                raise TtsError(
                    "addon.wiring",
                    f"{type(after).__name__} takes {', '.join(sorted(missing))}, "
                    f"but {type(before).__name__} before it gives {have}",
                )
        self.needs = frozenset().union(*(block.needs for block in self.blocks))
        self.takes = self.blocks[0].takes
        self.gives = self.blocks[-1].gives
        self.lookahead = sum(block.lookahead for block in self.blocks)

    def stream(self, context: Tensors, source: Iterator[Chunk]) -> Iterator[Chunk]:
        """Chain the generators: a chunk is made when the last block is asked for one."""
        for block in self.blocks:
            source = block.stream(context, source)
        return source


class StreamablePipeline:
    """Exactly one sequence block and one streamable block: from an utterance's inputs to a stream.

    Raises:
        TtsError: ``addon.wiring`` where the streamable block needs what nothing makes.
    """

    def __init__(self, sequence: SequenceBlock, stream: StreamableBlock, inputs: frozenset[str]) -> None:
        self.sequence, self.streamable, self.inputs = sequence, stream, inputs
        self.gives = stream.gives
        missing = (sequence.needs - inputs) | (stream.needs - sequence.gives - inputs) | stream.takes
        if missing:
            raise TtsError(
                "addon.wiring",
                f"nothing makes the tensor{'s' if len(missing) > 1 else ''} {', '.join(sorted(missing))} "
                f"(inputs of a pipeline: {', '.join(sorted(inputs))})",
            )

    def stream(self, inputs: Tensors) -> Iterator[Chunk]:
        """Run the sequence block once, then yield chunks on demand; each call is an utterance of its own."""
        context = {**inputs, **self.sequence.run(inputs)}
        yield from self.streamable.stream(context, iter(()))
