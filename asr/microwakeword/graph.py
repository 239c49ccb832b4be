"""A wake word's network as a runtime opens it: its shape, and its file written beside other exports."""

import os
from pathlib import Path

from asr.microwakeword.file import WakeFile
from asr.microwakeword.stream import FEATURES, PROBABILITY
from runtime import Graph, GraphSpec, TensorSpec
from runtime.digests import digest_of
from runtime.keeping import forget_unused, used


def wake_spec(name: str, file: WakeFile) -> GraphSpec:
    """Features of some 10 ms steps and the state to the probability and the state after them.

    ``features`` is (1, steps, bands); a state is (1, channels, steps).
    """
    states = [file.tensors[operation.made[0]].shape for operation in file.reads]
    return GraphSpec(
        f"asr.wake.{name}",
        (
            TensorSpec(FEATURES, "float32", file.tensors[file.given].shape),
            *(TensorSpec(f"state_{place}", "float32", _turned(shape)) for place, shape in enumerate(states)),
        ),
        (
            TensorSpec(PROBABILITY, "float32", (1, 1)),
            *(TensorSpec(f"next_{place}", "float32", _turned(shape)) for place, shape in enumerate(states)),
        ),
    )


def wake_graph(name: str, path: Path, folder: Path) -> Graph:
    """The network of a published file, written as ONNX unless it was before.

    Args:
        name: Of the phrase.
        path: The published file.
        folder: Where networks that were written are kept.

    Raises:
        RuntimeRoomError: ``model.corrupt``.
    """
    file, made_of = WakeFile.read(path), (path, Path(__file__).with_name("writer.py"))
    written = folder / f"asr.wake.{name}-{'-'.join(digest_of(one)[:8] for one in made_of)}.onnx"
    spec = wake_spec(name, file)
    if not written.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        partial = written.with_suffix(f".{os.getpid()}")
        from asr.microwakeword.writer import write  # imports onnx, and only for the first time

        write(file, spec, partial)
        partial.replace(written)
        forget_unused(folder)
    used(written)
    return Graph(spec, written)


def _turned(shape: tuple[int, ...]) -> tuple[int, ...]:
    """(1, steps, 1, channels) as (1, channels, steps)."""
    return (1, shape[3], shape[1])
