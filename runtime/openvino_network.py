"""Networks as OpenVINO reads them, and what they are for given sizes."""

import tempfile
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import openvino as ov
from openvino import opset14 as ops

from runtime.buckets import Sizes, shape_in
from runtime.errors import RuntimeRoomError
from runtime.graph import Array, Graph, GraphSpec
from runtime.openvino_plugin import GROUP, core
from runtime.static_export import static_onnx


@dataclass(frozen=True, slots=True)
class OpenVinoNetwork:
    """A network whose sizes are not chosen yet.

    Attributes:
        spec: Its shape.
        source: The ONNX file it was.
        model: With the free axes of its spec.
        group: How many values of an activation share a scale; 0 for no quantised activations.
    """

    spec: GraphSpec
    source: Path
    model: ov.Model
    group: int

    def of(self, sizes: Sizes) -> ov.Model:
        """The network with every dimension static, on the same weights.

        Raises:
            RuntimeRoomError: ``graph.mismatch``.
        """
        model = self.model.clone()
        try:
            model.reshape({tensor.name: shape_in(self.spec, tensor, sizes) for tensor in self.spec.fed})
        except RuntimeError as error:
            message = f"{self.spec.name}: {self.source} does not take {sizes}."
            raise RuntimeRoomError("graph.mismatch", message) from error
        return _with_short_ids(model)

    def kept(self, weights: Path) -> "OpenVinoNetwork":
        """The same network with its weights in a file, which what is compiled from it can refer to.

        Raises:
            OSError: Where the file cannot be written.
        """
        weights.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=weights.parent) as folder:
            graph, values = Path(folder) / "network.xml", Path(folder) / "network.bin"
            ov.serialize(self.model, graph, values)
            values.replace(weights)
            return replace(self, model=core().read_model(graph, weights))

    def group_for(self, model: ov.Model) -> int:
        """How many values share a scale where it is ``model``: none if activations are not to be quantised."""
        return self.group if self.spec.quantised_activations and _has_many_rows(model) else 0


def static_source(graph: Graph, sizes: Sizes, folder: Path) -> Path:
    """The ONNX file to compile: the graph's own, or one exported from its module for this shape.

    Raises:
        RuntimeRoomError: ``model.missing``.
    """
    if graph.onnx and graph.onnx.suffix == ".onnx":
        if not graph.onnx.is_file():
            raise RuntimeRoomError("model.missing", f"{graph.spec.name}: {graph.onnx} is not there.")
        return graph.onnx
    return static_onnx(graph, sizes, folder)


def read_network(spec: GraphSpec, source: Path) -> OpenVinoNetwork:
    """Read an ONNX file.

    Raises:
        RuntimeRoomError: ``model.corrupt``.
    """
    from google.protobuf.message import DecodeError  # only what is not yet compiled needs it

    try:
        model, group = _converted(source)
    except (RuntimeError, DecodeError) as error:
        message = f"{spec.name}: {source} cannot be read as a network."
        raise RuntimeRoomError("model.corrupt", message, "Fetch or export it again.") from error
    return OpenVinoNetwork(spec, source, model, group)


def _converted(source: Path) -> tuple[ov.Model, int]:
    import onnx

    from runtime.weight_only import group_size, weight_only

    rewritten = weight_only(onnx.load(source))
    return _by_rows(core().read_model(rewritten.SerializeToString())), group_size(rewritten, GROUP)


def _by_rows(model: ov.Model) -> ov.Model:
    """The same network with its int8 matrices stored as the device multiplies them, so that no size turns them around.

    Each of its products is ``MatMul(x, Multiply(Convert(constant), scale))``.
    """
    for product in model.get_ordered_ops():
        matrix = _int8_matrix(product)
        if matrix is None:
            continue
        values, scale = matrix
        rows = ops.constant(np.ascontiguousarray(values.T))
        real = ops.multiply(ops.convert(rows, "f32"), ops.constant(scale.reshape(-1, 1)))
        turned = ops.matmul(product.input_value(0), real, transpose_a=False, transpose_b=True)
        turned.set_friendly_name(product.get_friendly_name())
        product.output(0).replace(turned.output(0))
    return model


def _int8_matrix(node: ov.Node) -> tuple[Array, Array] | None:
    """The int8 constant of (rows, columns) that a node multiplies with, and the scale of each column."""
    if node.get_type_name() != "MatMul" or any(node.get_attributes().values()):
        return None
    real = node.input_value(1).get_node()
    if real.get_type_name() != "Multiply":
        return None
    converted, scale = (value.get_node() for value in real.input_values())
    values = converted.input_value(0).get_node() if converted.get_type_name() == "Convert" else converted
    scale = scale.input_value(0).get_node() if scale.get_type_name() == "Reshape" else scale
    if {values.get_type_name(), scale.get_type_name()} != {"Constant"} or values.get_element_type() != ov.Type.i8:
        return None
    return values.data, scale.data


def _with_short_ids(model: ov.Model) -> ov.Model:
    """The same network for ids of 32 bits, which is what devices compute with: they need not convert them."""
    prepared = ov.preprocess.PrePostProcessor(model)
    for place, port in enumerate(model.inputs):
        if port.element_type == ov.Type.i64:
            prepared.input(place).tensor().set_element_type(ov.Type.i32)
    return prepared.build()


def _has_many_rows(model: ov.Model) -> bool:
    """Whether a matrix of weights is multiplied with more than one row; for one, quantising it is the longer part."""
    products = [op for op in model.get_ops() if op.get_type_name() == "MatMul" and len(op.input_value(1).shape) == 2]
    return any(size > 1 for op in products for size in list(op.input_value(0).shape)[-2:-1])
