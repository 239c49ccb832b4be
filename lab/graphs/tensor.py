"""A tensor as a published file stores it, before it is known where in the file."""

from dataclasses import dataclass, fields
from typing import Any

import numpy as np

from runtime.graph import Array


@dataclass(frozen=True, slots=True)
class Tensor:
    """The arrays that a tensor is made of; see `runtime.weights.Stored`."""

    values: Array
    zero: Array | None = None
    scale: Array | None = None
    shift: Array | None = None
    gain: Array | None = None
    turned: bool = False

    def located(self, data: bytes) -> dict[str, Any]:
        """The entry of a layout: where in ``data``, the file, each of the arrays is.

        Raises:
            ValueError: Where the file does not have the bytes of one.
        """
        arrays = {one.name: getattr(self, one.name) for one in fields(self) if one.name != "turned"}
        entry: dict[str, Any] = {name: _located(array, data) for name, array in arrays.items() if array is not None}
        return entry | ({"turned": True} if self.turned else {})


def _located(array: Array, data: bytes) -> list[Any]:
    """Its type, the bytes before it, and its shape. Any place where the file has these bytes will do."""
    return [array.dtype.name, data.index(np.ascontiguousarray(array).tobytes()), list(array.shape)]
