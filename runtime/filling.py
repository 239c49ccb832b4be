"""Networks whose graphs are shipped without their weights, filled in from the files that have them.

Beside a shipped ``network.onnx``, whose weights are references into a file ``weights``, lies ``network.json``: for each
weight the tensor it is made of and how. What is filled in is kept, and made again where anything it depends on changes.
"""

import errno
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
from runtime.errors import RuntimeRoomError
from runtime.graph import Array
from runtime.keeping import forget_unused, used
from runtime.weights import Weights

logger = logging.getLogger(__name__)

GRAPH: Final = "network.onnx"
WEIGHTS: Final = "weights"
_SUMS: Final = "sha256.json"
_MOST: Final = 127
_BYTE: Final = 255
_TINY: Final = np.finfo(np.float32).tiny
_BLOCK: Final = 1 << 20  # numbers quantised at a time


@dataclass(frozen=True, slots=True)
class Part:
    """A weight of a graph, or the three of a quantised one, and the tensor it is made of.

    Attributes:
        name: Of the tensor.
        shape: Of the weight.
        places: Bytes before ``real``, or before ``steps``, ``scale`` and ``zero``.
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
        for place, made in zip(("steps", "scale", "zero"), quantised(array, self.axis), strict=True):
            yield self.places[place], made


def filled(shipped: Path, sources: Sequence[Weights], folder: Path) -> Path:
    """The network with its weights, filled in now unless an earlier run did.

    Args:
        shipped: The graph without weights, named as the network.
        sources: The files of its weights, in the order of its recipe.
        folder: Where what was filled in is kept; where it cannot be written, it is kept as long as the program runs.

    Raises:
        RuntimeRoomError: ``weights.mismatch`` where a source lacks a tensor, or has it in another shape;
            ``model.corrupt`` where it cannot be read; ``disk.full`` or ``store.unwritable``.
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
        if _whole(place):
            return place / GRAPH
        partial = Path(tempfile.mkdtemp(dir=place.parent))
    try:
        _fill(shipped, sources, partial)
        _put(partial, place)
    except OSError as error:
        code, remedy = ("disk.full" if error.errno == errno.ENOSPC else "store.unwritable"), "Free some space there."
        raise RuntimeRoomError(code, f"{place.parent}: {error.strerror}.", remedy) from error
    finally:
        shutil.rmtree(partial, ignore_errors=True)
    forget_unused(folder)
    return place / GRAPH


def quantised(array: Array, axis: int | None) -> tuple[Array, Array, Array]:
    """Numbers in 8 bits, to the bit as ONNX Runtime's ``quantize_dynamic`` makes them.

    Args:
        array: Numbers in float32.
        axis: Along which each place has a scale of its own, and 0 is in the middle; where absent all share one scale,
            and 0 lies where the smallest number puts it.

    Returns:
        Steps of the array's shape, int8 or, with one scale, uint8; the size of a step; and the step that is 0: each
        (places on the axis,) or a single number.
    """
    return _of_tensor(array) if axis is None else _of_channels(array, axis)


def _of_channels(array: Array, axis: int) -> tuple[Array, Array, Array]:
    others = tuple(other for other in range(array.ndim) if other != axis)
    largest = np.maximum(array.max(axis=others), -array.min(axis=others))
    scale = _real(2.0 * largest.astype(np.float64) / (2 * _MOST))
    steps = np.empty(array.shape, np.int8)
    rows, into = np.moveaxis(array, axis, 0), np.moveaxis(steps, axis, 0)
    for block in _blocks(rows):
        each = scale[block].reshape(-1, *(1,) * (array.ndim - 1))
        into[block] = np.clip((rows[block] / each).round(), -_MOST - 1, _MOST)
    return steps, scale, np.zeros(scale.shape, np.int8)


def _of_tensor(array: Array) -> tuple[Array, Array, Array]:
    least, most = np.minimum(array.min(), np.float32(0)), np.maximum(array.max(), np.float32(0))
    exact = (most.astype(np.float64) - least.astype(np.float64)) / _BYTE
    scale = _real(np.asarray(exact))
    zero = np.array(np.round(-least / exact) if exact >= _TINY else 0, np.uint8)
    steps = np.empty(array.shape, np.uint8)
    for block in _blocks(array):
        steps[block] = np.clip((array[block] / scale).round() + zero.astype(np.float32), 0, _BYTE)
    return steps, scale, zero


def _real(scale: Array) -> Array:
    return np.where(scale < _TINY, np.float32(1), scale.astype(np.float32))


def _blocks(rows: Array) -> Iterator[slice]:
    size = max(1, _BLOCK // max(1, rows[0].size))
    yield from (slice(start, start + size) for start in range(0, len(rows), size))


def _fill(shipped: Path, sources: Sequence[Weights], folder: Path) -> None:
    shutil.copyfile(shipped, folder / GRAPH)
    with (folder / WEIGHTS).open("wb") as file:
        size, parts = read_recipe(shipped)
        for part in parts:
            try:
                _write(file, part.arrays(sources))
            except (KeyError, ValueError) as error:
                message = f"{sources[part.source].path} has no {part.name} that fits {shipped.stem}."
                raise RuntimeRoomError("weights.mismatch", message) from error
        file.truncate(size)
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
    for name in (GRAPH, WEIGHTS):
        forget_digest(place / name)
    if not _whole(place):
        for name in (GRAPH, WEIGHTS, _SUMS):
            (partial / name).replace(place / name)


@cache
def _for_now() -> "tempfile.TemporaryDirectory[str]":
    return tempfile.TemporaryDirectory(prefix="assistant-")
