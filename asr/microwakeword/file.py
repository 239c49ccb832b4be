"""What a wake word's TensorFlow Lite file computes, read without TensorFlow.

The places of the fields are those of TensorFlow Lite's schema
(https://github.com/tensorflow/tensorflow/blob/master/tensorflow/compiler/mlir/lite/schema/schema.fbs).
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import flatbuffers
import numpy as np
from flatbuffers import encode, number_types
from flatbuffers.table import Table

from runtime import RuntimeRoomError
from runtime.graph import Array

KINDS: Final = {
    2: "concatenate",
    3: "convolve",
    4: "convolve each channel",
    9: "connect",
    14: "logistic",
    22: "reshape",
    45: "slice",
    102: "split",
    114: "quantise",
    129: "call once",
    142: "variable",
    143: "read",
    144: "assign",
}
_TYPES: Final = {0: np.float32, 2: np.int32, 3: np.uint8, 9: np.int8, 13: None}


@dataclass(frozen=True, slots=True, eq=False)
class WakeTensor:
    """A tensor of the file.

    Attributes:
        shape: In the file's order, channels last.
        dtype: Of its numbers; None for a handle of a variable.
        scale: Of one step, for each channel of weights.
        zero: The number that stands for 0.
        data: Of a constant.
    """

    shape: tuple[int, ...]
    dtype: Any
    scale: Array
    zero: int
    data: Array | None


@dataclass(frozen=True, slots=True)
class Operation:
    """A step of the network.

    Attributes:
        kind: One of `KINDS`.
        given: Places of the tensors that it takes.
        made: Places of those that it makes.
        options: The first numbers of its options; 0 where absent.
    """

    kind: str
    given: tuple[int, ...]
    made: tuple[int, ...]
    options: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class WakeFile:
    """The main graph of a file.

    Attributes:
        tensors: By place.
        operations: In order.
        given: Place of the input.
        made: Place of the output.
    """

    tensors: tuple[WakeTensor, ...]
    operations: tuple[Operation, ...]
    given: int
    made: int

    @property
    def reads(self) -> list[Operation]:
        """Where the network takes what it kept, one for each variable."""
        return [operation for operation in self.operations if operation.kind == "read"]

    @classmethod
    def read(cls, path: Path) -> "WakeFile":
        """Read a file.

        Raises:
            RuntimeRoomError: ``model.corrupt``, also for a network with an operation that is not of `KINDS`.
        """
        try:
            root = _root(path.read_bytes())
            kinds = [KINDS[max(_number(code, 0, "Int8"), _number(code, 3, "Int32"))] for code in _tables(root, 1)]
            graph, buffers = _tables(root, 2)[0], _tables(root, 4)
            return cls(
                tuple(_tensor(table, buffers) for table in _tables(graph, 0)),
                tuple(_operation(table, kinds) for table in _tables(graph, 3)),
                int(_numbers(graph, 1, np.int32)[0]),
                int(_numbers(graph, 2, np.int32)[0]),
            )
        except Exception as error:  # a damaged flatbuffer fails in any way it likes
            raise RuntimeRoomError("model.corrupt", f"{path} cannot be read: {error!r}.") from error


def _tensor(table: Table, buffers: list[Table]) -> WakeTensor:
    shape, dtype = tuple(int(size) for size in _numbers(table, 0, np.int32)), _TYPES[_number(table, 1, "Int8")]
    raw, steps = _numbers(buffers[_number(table, 2, "Uint32")], 0, np.uint8), _inner(table, 4)
    scale = _numbers(steps, 2, np.float32) if steps else np.ones(1, np.float32)
    zero = _numbers(steps, 3, np.int64) if steps else np.zeros(1, np.int64)
    data = np.frombuffer(raw.tobytes(), dtype).reshape(shape) if raw.size and dtype else None
    return WakeTensor(shape, dtype, scale, int(zero[0]) if zero.size else 0, data)


def _operation(table: Table, kinds: list[str]) -> Operation:
    options = _inner(table, 4)
    numbers = tuple(_number(options, place, "Int8") for place in range(4)) if options else (0,) * 4
    given, made = (tuple(int(place) for place in _numbers(table, field, np.int32)) for field in (1, 2))
    return Operation(kinds[_number(table, 0, "Uint32")], given, made, numbers)


def _root(raw: bytes) -> Table:
    buffer = bytearray(raw)
    return Table(buffer, encode.Get(flatbuffers.packer.uoffset, buffer, 0))


def _at(table: Table, field: int) -> int:
    return int(table.Offset(4 + 2 * field))


def _number(table: Table, field: int, kind: str) -> int:
    place = _at(table, field)
    return int(table.Get(getattr(number_types, f"{kind}Flags"), table.Pos + place)) if place else 0


def _numbers(table: Table, field: int, dtype: Any) -> Array:
    place = _at(table, field)
    if not place:
        return np.zeros(0, dtype)
    return np.frombuffer(bytes(table.Bytes), dtype, table.VectorLen(place), table.Vector(place))


def _inner(table: Table, field: int) -> Table | None:
    place = _at(table, field)
    return Table(table.Bytes, table.Indirect(table.Pos + place)) if place else None


def _tables(table: Table, field: int) -> list[Table]:
    place = _at(table, field)
    count = table.VectorLen(place) if place else 0
    return [Table(table.Bytes, table.Indirect(table.Vector(place) + 4 * index)) for index in range(count)]
