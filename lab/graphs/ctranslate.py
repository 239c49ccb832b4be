"""Whisper's tensors in a file of CTranslate2 (https://github.com/OpenNMT/CTranslate2), version 6 of its format.

They get the names that they have in transformers.
"""

import struct
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from lab.graphs.tensor import Tensor

_VERSION = 6
_TYPES = ("float32", "int8", "int16", "int32", "float16")

Array = NDArray[np.generic]
Variables = Mapping[str, Array]


def read_whisper(path: Path) -> dict[str, Tensor]:
    """Every weight of the file."""
    variables = _Reader(path.read_bytes()).variables()
    return {name: Tensor(array) for name, array in _named(variables)}


def _named(variables: Variables) -> Iterator[tuple[str, Array]]:
    for side in ("encoder", "decoder"):
        ours = f"model.{side}"
        yield f"{ours}.embed_positions.weight", variables[f"{side}/position_encodings/encodings"]
        yield from _norm(variables, f"{side}/layer_norm", f"{ours}.layer_norm")
        layers = sum(name.startswith(f"{side}/") and name.endswith("ffn/linear_0/bias") for name in variables)
        for layer in range(layers):
            yield from _layer(variables, f"{side}/layer_{layer}", f"{ours}.layers.{layer}", side == "decoder")
    for conv in ("conv1", "conv2"):
        yield from _linear(variables, f"encoder/{conv}", f"model.encoder.{conv}")
    yield "model.decoder.embed_tokens.weight", variables["decoder/embeddings/weight"]


def _layer(variables: Variables, theirs: str, ours: str, decoder: bool) -> Iterator[tuple[str, Array]]:
    attention = f"{theirs}/self_attention"
    yield from _norm(variables, f"{attention}/layer_norm", f"{ours}.self_attn_layer_norm")
    yield from _fused(variables, f"{attention}/linear_0", f"{ours}.self_attn", ("q_proj", "k_proj", "v_proj"))
    yield from _linear(variables, f"{attention}/linear_1", f"{ours}.self_attn.out_proj")
    if decoder:
        cross = f"{theirs}/attention"
        yield from _norm(variables, f"{cross}/layer_norm", f"{ours}.encoder_attn_layer_norm")
        yield from _linear(variables, f"{cross}/linear_0", f"{ours}.encoder_attn.q_proj")
        yield from _fused(variables, f"{cross}/linear_1", f"{ours}.encoder_attn", ("k_proj", "v_proj"))
        yield from _linear(variables, f"{cross}/linear_2", f"{ours}.encoder_attn.out_proj")
    yield from _norm(variables, f"{theirs}/ffn/layer_norm", f"{ours}.final_layer_norm")
    yield from _linear(variables, f"{theirs}/ffn/linear_0", f"{ours}.fc1")
    yield from _linear(variables, f"{theirs}/ffn/linear_1", f"{ours}.fc2")


def _fused(variables: Variables, theirs: str, ours: str, parts: tuple[str, ...]) -> Iterator[tuple[str, Array]]:
    """Projections that CTranslate2 keeps as one; Whisper's keys have no bias, the file has zeros there."""
    for kind in ("weight", "bias"):
        for part, array in zip(parts, np.split(variables[f"{theirs}/{kind}"], len(parts)), strict=True):
            if (part, kind) != ("k_proj", "bias"):
                yield f"{ours}.{part}.{kind}", array


def _linear(variables: Variables, theirs: str, ours: str) -> Iterator[tuple[str, Array]]:
    yield from ((f"{ours}.{name}", variables[f"{theirs}/{name}"]) for name in ("weight", "bias"))


def _norm(variables: Variables, theirs: str, ours: str) -> Iterator[tuple[str, Array]]:
    yield f"{ours}.weight", variables[f"{theirs}/gamma"]
    yield f"{ours}.bias", variables[f"{theirs}/beta"]


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
