"""Weights of multilingual-e5-small (arXiv 2402.05672) from their 4-bit container.

The container is a header, a tokenizer, a directory and tensors. Matrices are stored as rows of Q4_0 blocks:
an fp16 scale and 32 four-bit numbers, value = (number - 8) * scale.
"""

import struct
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from lab.nlu.training.teacher_weights import TeacherWeights
from nlu.errors import NluError

_BLOCK = np.dtype([("scale", "<f2"), ("nibbles", "u1", (16,))])


def read_e5(file: Path) -> TeacherWeights:
    """Read and dequantise; the names of the tensors are the container's own.

    Raises:
        NluError: ``teacher.format`` when the file is not such a container.
    """
    data = file.read_bytes()
    if data[:4] != b"E5S1":
        raise NluError("teacher.format", f"{file} does not hold e5 weights.", "Fetch the model again.")
    hidden, depth, heads, intermediate, vocabulary, positions, types = struct.unpack_from("<7i", data, 8)
    shapes = {
        "emb.word": (vocabulary, hidden),
        "emb.pos": (positions, hidden),
        "emb.type": (types, hidden),
        "fi.w": (intermediate, hidden),
        "fo.w": (hidden, intermediate),
        **{f"{name}.w": (hidden, hidden) for name in ("q", "k", "v", "ao")},
    }
    tensors: dict[str, Tensor] = {}
    for name, count, offset in _directory(data):
        shape = shapes.get(name if name.startswith("emb.") else name.partition(".")[2])
        matrix = shape is not None and name not in ("emb.pos", "emb.type")
        values = _dequantised(data, offset, count) if matrix else np.frombuffer(data, "<f4", count, offset)
        tensors[name] = torch.from_numpy(values.copy()).reshape(shape or (-1,))
    return TeacherWeights(hidden, depth, heads, intermediate, tensors)


def _directory(data: bytes) -> list[tuple[str, int, int]]:
    """Name, number of values and offset of each tensor."""
    at = 44
    pieces, *_ = struct.unpack_from("<i", data, at)
    (blob,) = struct.unpack_from("<Q", data, at + 20)
    at += 28 + (pieces + 1) * 4 + pieces * 4 + blob
    (normalisations,) = struct.unpack_from("<I", data, at + 4)
    at += 8 + normalisations
    (entries,) = struct.unpack_from("<i", data, at)
    at += 4
    found = []
    for _ in range(entries):
        (length,) = struct.unpack_from("<H", data, at)
        name = data[at + 2 : at + 2 + length].decode()
        at += 2 + length
        _, count, offset, _ = struct.unpack_from("<BIQQ", data, at)
        at += 21
        found.append((name, count, offset))
    return found


def _dequantised(data: bytes, offset: int, count: int) -> NDArray[np.float32]:
    blocks = np.frombuffer(data, _BLOCK, count // 32, offset)
    nibbles = np.concatenate([blocks["nibbles"] & 15, blocks["nibbles"] >> 4], axis=1)
    return ((nibbles.astype(np.float32) - 8) * blocks["scale"].astype(np.float32)[:, None]).reshape(-1)
