"""Reads the weight files of CTranslate2 (https://github.com/OpenNMT/CTranslate2), version 6 of its format."""

import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from asr.errors import AsrError

_VERSION = 6
_TYPES = ("float32", "int8", "int16", "int32", "float16")

Variables = Mapping[str, NDArray[np.generic]]


def read_variables(path: Path) -> Variables:
    """Every variable by its name, aliases included; arrays are views of the file's bytes.

    Raises:
        AsrError: ``model.unreadable``.
    """
    reader = _Reader(path.read_bytes())
    try:
        return reader.variables()
    except (struct.error, ValueError, IndexError, KeyError) as error:
        raise AsrError(
            "model.unreadable", f"{path} is not a CTranslate2 model ({error}).", "Fetch it: assistant models fetch"
        ) from error


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def variables(self) -> Variables:
        if (version := self._number("I")) != _VERSION:
            raise ValueError(f"version {version}")
        self._text()
        self._number("I")
        found = dict(self._variable() for _ in range(self._number("I")))
        for _ in range(self._number("I")):
            alias, name = self._text(), self._text()
            found[alias] = found[name]
        return found

    def _variable(self) -> tuple[str, NDArray[np.generic]]:
        name = self._text()
        shape = [self._number("I") for _ in range(self._number("B"))]
        kind = np.dtype(_TYPES[self._number("B")])
        size = self._number("I")
        values = np.frombuffer(self._data, kind, size // kind.itemsize, self._at).reshape(shape)
        self._at += size
        return name, values

    def _number(self, form: str) -> int:
        value: int = struct.unpack_from(f"<{form}", self._data, self._at)[0]
        self._at += struct.calcsize(f"<{form}")
        return value

    def _text(self) -> str:
        length = self._number("H")
        text = self._data[self._at : self._at + length - 1].decode()
        self._at += length
        return text
