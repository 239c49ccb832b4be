"""A wake word's network as ONNX, with its state as inputs and outputs.

The published files keep their state in variables that only TensorFlow Lite has. Here numbers are rounded where theirs
have 8 bits, in floating point: compilers that find 8 bits merge scales, and one phrase came out otherwise. Time is the
last axis.
"""

from pathlib import Path
from typing import Any

import numpy as np
import onnx
from onnx import helper, numpy_helper

from asr.microwakeword.file import Operation, WakeFile, WakeTensor
from asr.microwakeword.stream import FEATURES, PROBABILITY
from runtime import GraphSpec
from runtime.graph import Array

_OPSET = 17


def write(file: WakeFile, spec: GraphSpec, path: Path) -> None:
    """Write a network as ONNX."""
    onnx.save(_Writer(file).model(spec), path)


class _Writer:
    def __init__(self, file: WakeFile) -> None:
        self._file = file
        self._nodes: list[onnx.NodeProto] = []
        self._constants: list[onnx.TensorProto] = []
        self._names: dict[int, str] = {}
        self._states = {operation.given[0]: place for place, operation in enumerate(file.reads)}

    def model(self, spec: GraphSpec) -> onnx.ModelProto:
        turned = self._node("Transpose", [FEATURES], perm=[0, 2, 1])
        self._names[self._file.given] = self._stepped(turned, self._file.tensors[self._file.given])
        for operation in self._file.operations:
            self._write(operation)
        self._nodes.append(helper.make_node("Identity", [self._names[self._file.made]], [PROBABILITY]))
        given, made = (
            [helper.make_tensor_value_info(one.name, onnx.TensorProto.FLOAT, one.shape) for one in side]
            for side in (spec.inputs, spec.outputs)
        )
        graph = helper.make_graph(self._nodes, spec.name, given, made, initializer=self._constants)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=8)

    def _write(self, operation: Operation) -> None:
        tensors, given, made = self._file.tensors, operation.given, operation.made
        match operation.kind:
            case "read":
                self._names[made[0]] = f"state_{self._states[given[0]]}"
            case "assign":
                self._nodes.append(
                    helper.make_node("Identity", [self._names[given[1]]], [f"next_{self._states[given[0]]}"])
                )
            case "concatenate":
                axis = 2 if tensors[given[0]].shape[3] == tensors[made[0]].shape[3] else 1
                self._step(made[0], self._node("Concat", [self._names[one] for one in given], axis=axis))
            case "slice":
                steps, asked = tensors[given[0]].shape[1], int(_constant(tensors[given[1]])[1])
                begin = 0 if operation.options[0] & 2 else asked % steps  # below 0 it counts from the end
                ends = [self._constant(np.array([number])) for number in (begin, begin + tensors[made[0]].shape[1], 2)]
                self._names[made[0]] = self._node("Slice", [self._names[given[0]], *ends])
            case "split":
                sizes = self._constant(_constant(tensors[given[1]]).astype(np.int64))
                names = [f"split_{one}" for one in made]
                self._nodes.append(helper.make_node("Split", [self._names[given[0]], sizes], names, axis=1))
                self._names |= dict(zip(made, names, strict=True))
            case "convolve" | "convolve each channel":
                self._convolve(operation)
            case "reshape":
                self._names[made[0]] = self._names[given[0]]  # the same numbers: they are laid out where that matters
            case "connect":
                self._connect(operation)
            case "logistic":
                self._step(made[0], self._node("Sigmoid", [self._names[given[0]]]))
            case "quantise":
                self._step(made[0], self._names[given[0]])

    def _convolve(self, operation: Operation) -> None:
        given, weights, bias = operation.given
        tensor, each = self._file.tensors[weights], operation.kind == "convolve each channel"
        # (1, steps, 1, channels) and (made, steps, 1, given), both as (made, given, steps).
        kernel = _constant(tensor)[:, :, 0].transpose((2, 0, 1) if each else (0, 2, 1))
        stride, group = operation.options[2], kernel.shape[0] if each else 1
        inputs = [self._names[given], self._weights(tensor, kernel), self._bias(operation)]
        made = self._node("Conv", inputs, strides=[stride], group=group)
        relu = not each and operation.options[3] == 1
        self._step(operation.made[0], self._node("Relu", [made]) if relu else made)

    def _connect(self, operation: Operation) -> None:
        given, weights, _ = operation.given
        tensor = self._file.tensors[weights]
        matrix = _constant(tensor)
        turned = self._node("Transpose", [self._names[given]], perm=[0, 2, 1])
        flat = self._node("Reshape", [turned, self._constant(np.array([1, matrix.shape[1]]))])
        inputs = [flat, self._weights(tensor, matrix), self._bias(operation)]
        self._step(operation.made[0], self._node("Gemm", inputs, transB=1))

    def _weights(self, tensor: WakeTensor, kernel: Array) -> str:
        scale = tensor.scale.reshape(-1, *(1,) * (kernel.ndim - 1))
        return self._constant((kernel * scale).astype(np.float32))

    def _bias(self, operation: Operation) -> str:
        bias = self._file.tensors[operation.given[2]]
        return self._constant((_constant(bias) * bias.scale).astype(np.float32))

    def _step(self, place: int, name: str) -> None:
        self._names[place] = self._stepped(name, self._file.tensors[place])

    def _stepped(self, name: str, tensor: WakeTensor) -> str:
        """The numbers as the file's 8 bits hold them."""
        limits, scale = np.iinfo(tensor.dtype), tensor.scale.reshape(())
        least, most = (np.float32(limit - tensor.zero) for limit in (limits.min, limits.max))
        steps = self._node("Round", [self._node("Div", [name, self._constant(scale)])])
        held = self._node("Clip", [steps, self._constant(np.array(least)), self._constant(np.array(most))])
        return self._node("Mul", [held, self._constant(scale)])

    def _node(self, kind: str, given: list[str], **attributes: Any) -> str:
        name = f"{kind}_{len(self._nodes)}"
        self._nodes.append(helper.make_node(kind, given, [name], **attributes))
        return name

    def _constant(self, array: Array) -> str:
        name = f"constant_{len(self._constants)}"
        self._constants.append(numpy_helper.from_array(np.ascontiguousarray(array).reshape(array.shape), name))
        return name


def _constant(tensor: WakeTensor) -> Array:
    assert tensor.data is not None
    return tensor.data
