"""Dynamically quantised products, rewritten so that a compiler may choose how to compute them.

ONNX Runtime quantises a product's activations by explicit nodes, which OpenVINO computes one by one, several times
slower than the product itself. Here the int8 weights stay, with a ``DequantizeLinear`` behind them: the form that
OpenVINO fuses and quantises dynamically by itself.
"""

from math import prod

import onnx
from onnx import helper, numpy_helper

from runtime.graph import Array


def weight_only(model: onnx.ModelProto) -> onnx.ModelProto:
    """A copy of ``model`` in which each ``MatMulInteger`` of constant, symmetric weights is a ``MatMul``.

    The products it leaves as they are still compute the same, only slower.
    """
    rewritten = onnx.ModelProto()
    rewritten.CopyFrom(model)
    graph = rewritten.graph
    found = [pattern for node in graph.node if (pattern := _Pattern.at(graph, node))]
    for pattern in found:
        pattern.replace(graph)
    _drop_unused(graph)
    return rewritten


def group_size(model: onnx.ModelProto, most: int) -> int:
    """How many values of an activation shall share a scale: a multiple of 16, not over ``most``.

    It divides the rows of as many int8 weights as can be, and is the largest that does. Products whose rows it does
    not divide are computed without quantised activations, which is slower; 0 where that is all of them.
    """
    matrices = {node.input[0] for node in model.graph.node if node.op_type == "DequantizeLinear"}
    shapes = [tuple(tensor.dims) for tensor in model.graph.initializer if tensor.name in matrices]

    def reached(size: int) -> int:
        return sum(prod(shape) for shape in shapes if shape[0] % size == 0)

    best = max(range(16, most + 1, 16), key=lambda size: (reached(size), size))
    return best if reached(best) else 0


class _Pattern:
    """``MatMulInteger(DynamicQuantizeLinear(x), w) -> Cast -> Mul(scale of x times scale of w)``."""

    def __init__(self, activations: str, weights: str, scale: Array, result: onnx.NodeProto) -> None:
        self._activations, self._weights, self._scale, self._result = activations, weights, scale, result

    @classmethod
    def at(cls, graph: onnx.GraphProto, product: onnx.NodeProto) -> "_Pattern | None":
        if product.op_type != "MatMulInteger":
            return None
        makers = {output: node for node in graph.node for output in node.output}
        constants = {tensor.name: tensor for tensor in graph.initializer}
        quantiser = makers.get(product.input[0])
        cast = _only_user(graph, product)
        scaled = _only_user(graph, cast)
        if quantiser is None or quantiser.op_type != "DynamicQuantizeLinear" or cast is None or scaled is None:
            return None
        factors = makers.get(next(name for name in scaled.input if name != cast.output[0]))
        scales = [name for name in factors.input if name in constants] if factors else []
        offsets = constants.get(product.input[3]) if len(product.input) > 3 else None
        if len(scales) != 1 or product.input[1] not in constants:
            return None
        if offsets is not None and numpy_helper.to_array(offsets).any():
            return None
        scale = numpy_helper.to_array(constants[scales[0]])
        return cls(quantiser.input[0], product.input[1], scale, scaled)

    def replace(self, graph: onnx.GraphProto) -> None:
        scale, weights, result = f"{self._weights}_column_scale", f"{self._weights}_real", self._result.output[0]
        place = list(graph.node).index(self._result)
        graph.node.remove(self._result)
        graph.node.insert(place, helper.make_node("MatMul", [self._activations, weights], [result]))
        graph.node.insert(place, helper.make_node("DequantizeLinear", [self._weights, scale], [weights], axis=1))
        graph.initializer.append(numpy_helper.from_array(self._scale, scale))


def _only_user(graph: onnx.GraphProto, node: onnx.NodeProto | None) -> onnx.NodeProto | None:
    users = [user for user in graph.node if node is not None and node.output[0] in user.input]
    return users[0] if len(users) == 1 else None


def _drop_unused(graph: onnx.GraphProto) -> None:
    while True:
        used = {name for node in graph.node for name in node.input} | {output.name for output in graph.output}
        idle = [node for node in graph.node if not used.intersection(node.output)]
        for node in idle:
            graph.node.remove(node)
        if not idle:
            break
    for tensor in [tensor for tensor in graph.initializer if tensor.name not in used]:
        graph.initializer.remove(tensor)
