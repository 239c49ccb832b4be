"""Networks as ONNX without one free dimension: what compilers of other accelerators take."""

from pathlib import Path

import onnx
import onnxruntime as ort
from onnx import shape_inference
from onnxruntime.tools.onnx_model_utils import fix_output_shapes, make_input_shape_fixed

from runtime.buckets import all_sizes, shape_in
from runtime.errors import RuntimeRoomError
from runtime.graph import Graph
from runtime.static_export import static_onnx


def static_exports(graph: Graph, folder: Path) -> tuple[Path, ...]:
    """A network as ONNX files without one free dimension, a file for each bucket: what such devices' compilers take.

    Args:
        graph: With an ``.onnx`` file or a module, and buckets for its free axes.
        folder: Where the files go.

    Raises:
        RuntimeRoomError: ``graph.mismatch`` where a dimension stays free, or the file is no valid network.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for sizes in all_sizes(graph.spec):
        source = graph.onnx if graph.onnx and graph.onnx.suffix == ".onnx" else static_onnx(graph, sizes, folder)
        model = onnx.load(source)
        for tensor in graph.spec.fed:
            make_input_shape_fixed(model.graph, tensor.name, list(shape_in(graph.spec, tensor, sizes)))
        fix_output_shapes(model)
        path = folder / f"{graph.spec.name}-{'x'.join(map(str, sizes)) or 'static'}.static.onnx"
        onnx.save(shape_inference.infer_shapes(model), path)
        _validate(graph, path)
        written.append(path)
    return tuple(written)


def _validate(graph: Graph, path: Path) -> None:
    try:
        onnx.checker.check_model(path, full_check=True)
        ort.InferenceSession(path, providers=["CPUExecutionProvider"])
    except (onnx.checker.ValidationError, shape_inference.InferenceError, RuntimeError) as error:
        raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: {path.name} is not valid: {error}") from error
    model = onnx.load(path, load_external_data=False).graph
    for value in (*model.input, *model.output):
        if any(not dim.HasField("dim_value") for dim in value.type.tensor_type.shape.dim):
            raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: {value.name} keeps a free dimension.")
