"""The named tensors of a file of weights, read in place with numpy alone.

A ``.safetensors`` file says itself where its tensors are. The files of the model store come in other formats, each with
a reader of its own; but they are pinned to the byte, so where their tensors are was written down once, by
``python -m lab graphs``, in ``layouts/<model>/<file>.json``.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Final

import numpy as np

from runtime.digests import digest_of
from runtime.errors import RuntimeRoomError
from runtime.graph import Array

_LAYOUTS: Final = Path(__file__).with_name("layouts")
_SAFETENSORS: Final = {
    "F64": "float64",
    "F32": "float32",
    "F16": "float16",
    "I64": "int64",
    "I32": "int32",
    "I8": "int8",
    "U8": "uint8",
}


@dataclass(frozen=True, slots=True)
class Extent:
    """An array in a file.

    Attributes:
        dtype: Of its elements, little-endian.
        offset: Bytes before it.
        shape: Of the array, row by row.
    """

    dtype: str
    offset: int
    shape: tuple[int, ...]

    def read(self, data: Array) -> Array:
        """The array in ``data``, the bytes of the file."""
        dtype = np.dtype(self.dtype)
        size = int(np.prod(self.shape, dtype=np.int64)) * dtype.itemsize
        return data[self.offset : self.offset + size].view(dtype).reshape(self.shape)


@dataclass(frozen=True, slots=True)
class Stored:
    """How a tensor is stored: ``gain * direction(values)`` or ``(values - zero) * scale + shift``, then turned.

    Attributes:
        values: Its numbers, or its steps where it is quantised.
        zero: The step that stands for 0.
        scale: The size of a step.
        shift: What is added to every number.
        gain: The norm of each row, where the values give its direction alone (Salimans and Kingma 2016, 1602.07868).
        turned: Whether the file has the transpose.
    """

    values: Extent
    zero: Extent | None = None
    scale: Extent | None = None
    shift: Extent | None = None
    gain: Extent | None = None
    turned: bool = False

    @property
    def shape(self) -> tuple[int, ...]:
        """Of the tensor."""
        return self.values.shape[::-1] if self.turned else self.values.shape

    def read(self, data: Array) -> Array:
        """The tensor in float32; a view where the file has it as it is."""
        array = self.values.read(data).astype(np.float32, copy=False)
        if self.zero:
            array = array - self.zero.read(data).astype(np.float32)
        if self.scale:
            array = array * self.scale.read(data)
        if self.shift:
            array = array + self.shift.read(data)
        if self.gain:
            norm = np.sqrt(np.square(array, dtype=np.float64).sum(axis=tuple(range(1, array.ndim)), keepdims=True))
            array = array * (self.gain.read(data) / norm).astype(np.float32)
        return array.T if self.turned else array


class Weights(Mapping[str, Array]):
    """Tensors in float32 by name, each read when it is asked for.

    Args:
        path: The file.
        stored: Where in it each tensor is.
        layout: The file that says so, where it is another one.
        prefix: Of their names in the file, which they have no more.
    """

    def __init__(self, path: Path, stored: Mapping[str, Stored], layout: Path | None = None, prefix: str = "") -> None:
        self.path = path
        self._stored = stored
        self._layout = layout
        self._prefix = prefix

    def __getitem__(self, name: str) -> Array:
        try:
            return self._stored[name].read(self._data)
        except ValueError as error:
            raise unreadable(self.path, str(error)) from error

    def __iter__(self) -> Iterator[str]:
        return iter(self._stored)

    def __len__(self) -> int:
        return len(self._stored)

    @property
    def digest(self) -> str:
        """Of all that the tensors depend on."""
        files = [self.path, self._layout] if self._layout else [self.path]
        return hashlib.sha256(" ".join([*map(digest_of, files), self._prefix]).encode()).hexdigest()

    def below(self, prefix: str) -> "Weights":
        """Those whose names begin with ``prefix``, named without it."""
        part = {name.removeprefix(prefix): at for name, at in self._stored.items() if name.startswith(prefix)}
        return Weights(self.path, part, self._layout, self._prefix + prefix)

    @cached_property
    def _data(self) -> Array:
        return np.memmap(self.path, np.uint8, "r")


def weights_of(path: Path, layout: Path | None = None) -> Weights:
    """The tensors of a file.

    Args:
        path: A ``.safetensors`` file, or any other that has a layout.
        layout: Where its tensors are, as `layout_of` has it.

    Raises:
        RuntimeRoomError: ``model.corrupt`` where the file is none of these.
    """
    if layout:
        return Weights(path, read_layout(layout), layout)
    try:
        return Weights(path, dict(_of_header(path)))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise unreadable(path, str(error)) from error


def layout_of(model: str, file: str) -> Path:
    """Where it is written down where a file of the model store has its tensors."""
    return _LAYOUTS / model / f"{file}.json"


def read_layout(path: Path) -> dict[str, Stored]:
    """Where a pinned file has its tensors."""
    return {name: _stored(entry) for name, entry in json.loads(path.read_text(encoding="utf-8")).items()}


def unreadable(path: Path, why: str) -> RuntimeRoomError:
    """The error for a file that has no weights as they are known."""
    return RuntimeRoomError("model.corrupt", f"{path} cannot be read: {why}.", "Fetch it again: assistant models fetch")


def _stored(entry: Mapping[str, Any]) -> Stored:
    parts = {name: _extent(*value) for name, value in entry.items() if name != "turned"}
    return Stored(**parts, turned=entry.get("turned", False))


def _extent(dtype: str, offset: int, shape: list[int]) -> Extent:
    return Extent(dtype, offset, tuple(shape))


def _of_header(path: Path) -> Iterator[tuple[str, Stored]]:
    with path.open("rb") as file:
        length = int.from_bytes(file.read(8), "little")
        if length > path.stat().st_size:
            raise ValueError("it is no safetensors file")
        header = json.loads(file.read(length))
    for name, entry in header.items():
        if name != "__metadata__":
            begin, _ = entry["data_offsets"]
            extent = _extent(_SAFETENSORS[entry["dtype"]], 8 + length + begin, entry["shape"])
            yield name, Stored(extent)
