"""Whether the arrays given to a network are the ones its spec names."""

from collections.abc import Mapping

import numpy as np

from runtime.errors import RuntimeRoomError
from runtime.graph import Array, GraphSpec, TensorSpec


def checked(spec: GraphSpec, feeds: Mapping[str, Array]) -> dict[str, Array]:
    """Hold ``feeds`` against ``spec``: every input there, none beside, right dtype and shape, free axes agreeing.

    Returns:
        ``feeds``, and the spec's mask full of ones.

    Raises:
        RuntimeRoomError: ``runtime.input``, naming the tensor, what was expected and what came.
    """
    wanted = {tensor.name: tensor for tensor in spec.inputs}
    if missing := wanted.keys() - feeds.keys():
        raise _refused(spec, f"input {_names(missing)} is missing")
    if unknown := feeds.keys() - wanted.keys():
        raise _refused(spec, f"input {_names(unknown)} is not one of {_names(wanted)}")
    free: dict[str, int] = {}
    for name, tensor in wanted.items():
        array = feeds[name]
        if not tensor.admits(array):
            raise _refused(spec, f"input {name!r} must be {_shown(tensor)}, got {array.dtype} {array.shape}")
        for axis, size in zip(tensor.shape, array.shape, strict=True):
            if isinstance(axis, str) and free.setdefault(axis, size) != size:
                raise _refused(spec, f"input {name!r} has {axis} = {size}, where another input has {free[axis]}")
    if spec.mask is None:
        return dict(feeds)
    shape = [free[axis] if isinstance(axis, str) else axis for axis in spec.mask.shape]
    return {**feeds, spec.mask.name: np.ones(shape, spec.mask.dtype)}


def _refused(spec: GraphSpec, what: str) -> RuntimeRoomError:
    return RuntimeRoomError("runtime.input", f"{spec.name}: {what}.")


def _names(names: Mapping[str, object] | set[str]) -> str:
    return ", ".join(repr(name) for name in sorted(names))


def _shown(tensor: TensorSpec) -> str:
    return f"{tensor.dtype} ({', '.join(str(axis) for axis in tensor.shape)})"
