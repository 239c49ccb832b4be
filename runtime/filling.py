"""Networks whose graphs are shipped without their weights, filled in from the files that have them.

Beside a shipped ``network.onnx``, whose weights are references into a file ``weights``, lies ``network.json``: for each
weight the tensor it is made of and how. What is filled in is kept, and made again where anything it depends on changes.
"""

import hashlib
import json
import logging
import shutil
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np

from runtime.digests import digest_of, forget_digest, sha256_of
from runtime.graph import Array
from runtime.keeping import forget_unused, used
from runtime.weights import Weights, unreadable

logger = logging.getLogger(__name__)

GRAPH: Final = "network.onnx"
WEIGHTS: Final = "weights"
_SUMS: Final = "sha256.json"
_MOST: Final = 127
_BLOCK: Final = 1 << 20  # numbers quantised at a time


@dataclass(frozen=True, slots=True)
class Part:
    """A weight of a graph, or the three of a quantised one, and the tensor it is made of.

    Attributes:
        name: Of the tensor.
        shape: Of the weight.
        places: Bytes before ``real``, or before ``steps`` and ``scale``.
        source: Which of the files has the tensor.
        turned: Whether it is the transpose.
        axis: Along which each place has a scale of its own, where there are several scales.
    """

    name: str
    shape: tuple[int, ...]
    places: Mapping[str, int]
    source: int = 0
    turned: bool = False
    axis: int | None = None

    def arrays(self, sources: Sequence[Mapping[str, Array]]) -> Iterator[tuple[int, Array]]:
        """Each array of the file of weights, with the bytes before it."""
        tensor = sources[self.source][self.name]
        array = (tensor.T if self.turned else tensor).reshape(self.shape)
        if "real" in self.places:
            yield self.places["real"], array
            return
        steps, scale = quantised(array, self.axis)
        yield self.places["steps"], steps
        yield self.places["scale"], scale


def filled(shipped: Path, sources: Sequence[Weights], folder: Path) -> Path:
    """The network with its weights, filled in now unless an earlier run did.

    Args:
        shipped: The graph without weights, named as the network.
        sources: The files of its weights, in the order of its recipe.
        folder: Where what was filled in is kept; where it cannot be written, it is kept as long as the program runs.

    Raises:
        RuntimeRoomError: ``model.corrupt`` where a source lacks a tensor, or has it in another shape.
    """
    made_of = [digest_of(shipped), digest_of(_recipe(shipped)), digest_of(Path(__file__))]
    key = hashlib.sha256("".join([*made_of, *(source.digest for source in sources)]).encode()).hexdigest()
    place = folder / f"{shipped.stem}-{key[:12]}"
    if _whole(place):
        used(place)
        return place / GRAPH
    try:
        folder.mkdir(parents=True, exist_ok=True)
        partial = Path(tempfile.mkdtemp(dir=folder, prefix=".filling-"))
    except OSError as error:
        logger.warning("%s cannot be written (%s): %s is filled in at every start", folder, error, shipped.stem)
        place = Path(_for_now().name) / place.name
        partial = Path(tempfile.mkdtemp(dir=place.parent))
    try:
        _fill(shipped, sources, partial)
        _put(partial, place)
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    forget_unused(folder)
    return place / GRAPH


def quantised(array: Array, axis: int | None) -> tuple[Array, Array]:
    """Symmetric steps in int8 and their size, to the bit as ONNX Runtime's ``quantize_dynamic`` makes them.

    Args:
        array: Numbers in float32.
        axis: Along which each place has a scale of its own; all share one where absent.

    Returns:
        Steps of the array's shape, and the scale: (places on the axis,) or a single number.
    """
    others = tuple(other for other in range(array.ndim) if other != axis) if axis is not None else None
    largest = np.maximum(array.max(axis=others), -array.min(axis=others))
    scale = (2.0 * largest.astype(np.float64) / (2 * _MOST)).astype(np.float32)
    scale = np.where(scale < np.finfo(np.float32).tiny, np.float32(1), scale)
    steps = np.empty(array.shape, np.int8)
    along = axis or 0
    rows, into = np.moveaxis(array, along, 0), np.moveaxis(steps, along, 0)
    size = max(1, _BLOCK // max(1, array.size // max(1, len(rows))))
    for start in range(0, len(rows), size):
        block = slice(start, start + size)
        each = scale if axis is None else scale[block].reshape(-1, *(1,) * (array.ndim - 1))
        into[block] = np.clip((rows[block] / each).round(), -_MOST - 1, _MOST)
    return steps, scale


def _fill(shipped: Path, sources: Sequence[Mapping[str, Array]], folder: Path) -> None:
    shutil.copyfile(shipped, folder / GRAPH)
    with (folder / WEIGHTS).open("wb") as file:
        size, parts = read_recipe(shipped)
        for part in parts:
            try:
                _write(file, part.arrays(sources))
            except (KeyError, ValueError) as error:
                path = getattr(sources[part.source], "path", shipped)
                raise unreadable(path, f"{shipped.stem} finds no fitting {part.name}") from error
        file.truncate(size)  # zeros where nothing was written: the zero points
    sums = {name: sha256_of(folder / name) for name in (GRAPH, WEIGHTS)}
    (folder / _SUMS).write_text(json.dumps(sums), encoding="utf-8")


def _write(file: BinaryIO, arrays: Iterator[tuple[int, Array]]) -> None:
    for place, array in arrays:
        file.seek(place)
        file.write(np.ascontiguousarray(array).data)


def read_recipe(shipped: Path) -> tuple[int, list[Part]]:
    """The bytes of the file of weights, and what they are made of."""
    content: dict[str, Any] = json.loads(_recipe(shipped).read_text(encoding="utf-8"))
    parts = [Part(**{**part, "shape": tuple(part["shape"])}) for part in content["parts"]]
    return content["size"], parts


def _recipe(shipped: Path) -> Path:
    return shipped.with_suffix(".json")


def _whole(place: Path) -> bool:
    """Whether all that was filled in is still as it was."""
    try:
        sums: dict[str, str] = json.loads((place / _SUMS).read_text(encoding="utf-8"))
        return all(digest_of(place / name) == digest for name, digest in sums.items())
    except (OSError, ValueError):
        return False


def _put(partial: Path, place: Path) -> None:
    """Give the folder its name; where another process or thread has done so meanwhile, theirs is as good."""
    with suppress(OSError):
        partial.replace(place)
        return
    for name in (GRAPH, WEIGHTS, _SUMS):  # it is there, whole or damaged
        forget_digest(place / name)
        (partial / name).replace(place / name)


@cache
def _for_now() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="assistant-")
