"""One network that is several: each is a branch, all share their weights, and a number says which one runs.

A network compiled for each size by itself has its weights once a size, laid out as the device multiplies them; sizes
that come by turns then drive each other's weights out of the caches.
"""

from collections.abc import Sequence

import numpy as np
import openvino as ov
from openvino import opset14 as ops

PLACE = "place"


def branched(models: Sequence[ov.Model]) -> ov.Model:
    """Join networks that differ in their sizes.

    Args:
        models: With the same named inputs and outputs and every dimension static; the last is the largest in each.

    Returns:
        A network whose inputs and outputs are as large as those of the last one, of which each branch reads and writes
        the beginning; and with an int32 input ``PLACE`` of shape (1,), which says whose turn it is.
    """
    return _chosen([_widened(model, models[-1]) for model in models], 0)


def _chosen(branches: Sequence[ov.Model], first: int) -> ov.Model:
    if len(branches) == 1:
        return branches[0]
    middle = len(branches) // 2
    then, otherwise = _chosen(branches[:middle], first), _chosen(branches[middle:], first + middle)
    place = _parameter([1], ov.Type.i32, PLACE)
    given = [_parameter(port.shape, port.element_type, port.any_name) for port in branches[-1].inputs]
    node = ops.if_op(ops.less(place, ops.constant(np.array([first + middle], np.int32))).output(0))
    node.set_then_body(then)
    node.set_else_body(otherwise)
    ours, theirs = _named(then), _named(otherwise)
    for parameter in (place, *given):
        name = parameter.output(0).any_name
        if name in ours or name in theirs:
            node.set_input(parameter.output(0), ours.get(name), theirs.get(name))
    results = []
    for one, other in zip(then.get_results(), otherwise.get_results(), strict=True):
        output = node.set_output(one, other)
        output.get_tensor().set_names(one.input_value(0).get_tensor().names)
        results.append(ops.result(output))
    return ov.Model(results, [*given, place])


def _widened(model: ov.Model, largest: ov.Model) -> ov.Model:
    """``model`` for inputs as large as those of ``largest``, of which it takes the beginning."""
    wide = []
    for port, target in zip(model.get_parameters(), largest.inputs, strict=True):
        name = target.any_name
        parameter = _parameter(target.shape, target.element_type, name)
        users = list(port.output(0).get_target_inputs())
        beginning = _beginning(parameter.output(0), list(port.shape))
        port.output(0).get_tensor().set_names(set())
        for user in users:
            user.replace_source_output(beginning)
        wide.append(parameter)
    results = []
    for result, target in zip(model.get_results(), largest.outputs, strict=True):
        output = _filled(result.input_value(0), list(target.shape))
        result.input_value(0).get_tensor().set_names(set())
        output.get_tensor().set_names({target.any_name})
        results.append(ops.result(output))
    return ov.Model(results, wide)


def _beginning(value: ov.Output, shape: list[int]) -> ov.Output:
    """The first places of ``value`` on each axis, up to ``shape``."""
    if list(value.shape) == shape:
        return value
    axes = np.arange(len(shape))
    return ops.slice(value, np.zeros_like(axes), np.array(shape), np.ones_like(axes), axes).output(0)


def _filled(value: ov.Output, shape: list[int]) -> ov.Output:
    """``value`` with zeros after it up to ``shape``."""
    missing = np.array(shape) - np.array(list(value.shape))
    if not missing.any():
        return value
    zero = ops.constant(np.zeros((), value.element_type.to_dtype()))
    return ops.pad(value, np.zeros_like(missing), missing, "constant", zero).output(0)


def _parameter(shape: Sequence[int], kind: ov.Type, name: str) -> ov.Node:
    parameter = ops.parameter(list(shape), kind, name=name)
    parameter.output(0).get_tensor().set_names({name})
    return parameter


def _named(model: ov.Model) -> dict[str, ov.Node]:
    return {port.any_name: node for port, node in zip(model.inputs, model.get_parameters(), strict=True)}
