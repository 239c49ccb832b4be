"""Networks compiled by OpenVINO with every dimension static, and the compiled blobs kept on disk."""

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov
from platformdirs import user_cache_path

from runtime.buckets import Sizes, all_sizes, shape_in
from runtime.digests import digest_of
from runtime.errors import RuntimeRoomError
from runtime.graph import Array, Graph, GraphSpec
from runtime.static_export import static_onnx

_GROUP = 192  # at most so many values share a scale where the CPU plugin quantises the activations of an int8 product
_GROUP_IN_NAME = re.compile(r"\.g(\d+)\.blob$")
_GROUPED = "DYNAMIC_QUANTIZATION_GROUP_SIZE"


class OpenVinoProgram:
    """A compiled network and its one infer request.

    Args:
        spec: The network's shape.
        sizes: Of its free axes.
        compiled: For those sizes.
        blob: The memory that ``compiled`` has its weights in, where that is ours.
    """

    def __init__(
        self, spec: GraphSpec, sizes: Sizes, compiled: ov.CompiledModel, blob: ov.Tensor | None = None
    ) -> None:
        if any(port.partial_shape.is_dynamic for port in compiled.inputs):
            raise RuntimeRoomError("graph.mismatch", f"{spec.name}: a dimension is not static after compiling.")
        self._shapes = {tensor.name: shape_in(spec, tensor, sizes) for tensor in spec.fed}
        self._request = compiled.create_infer_request()
        self._inputs = {tensor.name: self._request.get_tensor(tensor.name).data for tensor in spec.fed}
        self._outputs = {tensor.name: self._request.get_tensor(tensor.name).data for tensor in spec.outputs}
        self._kept: dict[str, Array] = {}
        self._blob = blob  # the last to go

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Program.run``."""
        for name, shape in self._shapes.items():
            given = feeds[name]
            if given.shape != shape:
                raise RuntimeRoomError("runtime.input", f"{name!r} must be {shape} here, got {given.shape}.")
            if self._kept.get(name) is given and not given.flags.writeable:
                continue  # it is there from the last run, and nobody can have changed it
            np.copyto(self._inputs[name], given)
            self._kept[name] = given
        self._request.infer(share_outputs=True)  # its tensors stay where they are: no wrapper or copy is made for them
        return {name: array.copy() for name, array in self._outputs.items()}


@cache
def core() -> ov.Core:
    """OpenVINO, started once."""
    return ov.Core()


@cache
def target() -> str:
    """The NPU where there is one, else the CPU plugin."""
    try:  # asking for all devices would load the plugin of each
        return "NPU" if core().get_property("NPU", "AVAILABLE_DEVICES") else "CPU"
    except RuntimeError:  # a build without that plugin
        return "CPU"


def compile_program(graph: Graph, sizes: Sizes, threads: int, blobs: Path | None = None) -> OpenVinoProgram:
    """Compile a network for one shape, or load what an earlier run compiled.

    Args:
        graph: With an ``.onnx`` file or a module.
        sizes: Of its free axes.
        threads: For the CPU plugin.
        blobs: Where compiled networks are kept; by default the user's cache.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``graph.mismatch``.
    """
    source, settings = static_source(graph, sizes, _folder(blobs)), static_settings(graph.spec, threads)
    stem = _blob_stem(graph, source, sizes, settings)
    if imported := _imported(_blobs(_folder(blobs), stem), settings):
        return OpenVinoProgram(graph.spec, sizes, *imported)
    model, group = _static_model(graph, source, sizes)
    compiled = core().compile_model(model, target(), settings | _grouped(group))
    _keep(compiled, _folder(blobs) / f"{stem}.g{group}.blob")
    return OpenVinoProgram(graph.spec, sizes, compiled)


def compiled_bytes(graph: Graph, threads: int, blobs: Path | None = None) -> int:
    """What the compiled programs of a graph take on disk; see `compile_program`."""
    settings, folder = static_settings(graph.spec, threads), _folder(blobs)
    stems = [_blob_stem(graph, static_source(graph, sizes, folder), sizes, settings) for sizes in all_sizes(graph.spec)]
    return sum(path.stat().st_size for stem in stems for path in _blobs(folder, stem))


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


def static_model(graph: Graph, sizes: Sizes, folder: Path) -> ov.Model:
    """A network with every dimension static, not yet compiled; see `compile_program`."""
    return _static_model(graph, static_source(graph, sizes, folder), sizes)[0]


def _folder(blobs: Path | None) -> Path:
    return blobs or user_cache_path("voice-assistant") / "compiled"


def _blob_stem(graph: Graph, source: Path, sizes: Sizes, settings: Mapping[str, Any]) -> str:
    return f"{graph.spec.name}-{_fingerprint(source, sizes, settings)}"


def _blobs(folder: Path, stem: str) -> list[Path]:
    """What was compiled under a stem: one file, whose name ends with the size of its groups."""
    return sorted(folder.glob(f"{stem}.g*.blob"))


def _grouped(group: int) -> dict[str, Any]:
    return {_GROUPED: group} if target() == "CPU" else {}


def static_settings(spec: GraphSpec, threads: int) -> dict[str, Any]:
    """What a network is compiled with."""
    if target() == "NPU":
        return {"PERFORMANCE_HINT": "LATENCY"}
    half = spec.half and "BF16" in core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")
    return {
        "INFERENCE_PRECISION_HINT": "bf16" if half else "f32",
        "INFERENCE_NUM_THREADS": threads,
        "NUM_STREAMS": 1,
        "ENABLE_CPU_PINNING": False,  # a pinned thread waits for its core while others are idle
        _GROUPED: _GROUP,
    }


def _static_model(graph: Graph, source: Path, sizes: Sizes) -> tuple[ov.Model, int]:
    """The network to compile, and how many values shall share a scale in it."""
    import onnx  # only what is not yet compiled needs these
    from google.protobuf.message import DecodeError

    from runtime.weight_only import group_size, weight_only

    spec = graph.spec
    try:
        rewritten = weight_only(onnx.load(source))
        model = core().read_model(rewritten.SerializeToString())
    except (RuntimeError, DecodeError) as error:
        raise RuntimeRoomError(
            "model.corrupt", f"{spec.name}: {source} cannot be read as a network.", "Fetch or export it again."
        ) from error
    try:
        model.reshape({tensor.name: shape_in(spec, tensor, sizes) for tensor in spec.fed})
    except RuntimeError as error:
        raise RuntimeRoomError("graph.mismatch", f"{spec.name}: {source} does not take {sizes}.") from error
    quantises = spec.quantised_activations and _has_many_rows(model)
    return _with_short_ids(model), group_size(rewritten, _GROUP) if quantises else 0


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


def _fingerprint(source: Path, sizes: Sizes, settings: Mapping[str, Any]) -> str:
    device = core().get_property(target(), "FULL_DEVICE_NAME")
    # Weights may lie beside the graph; and what is compiled depends on how it is done here.
    files = [*sorted(source.parent.glob(f"{source.name}*")), Path(__file__), Path(__file__).with_name("weight_only.py")]
    named = (
        f"{[digest_of(file) for file in files]} {sizes} {ov.__version__} {target()} {device} {sorted(settings.items())}"
    )
    return hashlib.sha256(named.encode()).hexdigest()[:24]


def _imported(paths: Sequence[Path], settings: Mapping[str, Any]) -> tuple[ov.CompiledModel, ov.Tensor] | None:
    for path in paths:
        # The plugin chooses its kernels anew, so it must be told the size of the groups again.
        asked = dict(settings) | _grouped(int(_GROUP_IN_NAME.findall(path.name)[0]))
        try:
            # Mapped copy-on-write, because OpenVINO wants writable memory: the pages stay shared with the file.
            blob = ov.Tensor(np.memmap(path, np.uint8, mode="c"), shared_memory=True)
            return core().import_model(blob, target(), asked), blob
        except (RuntimeError, ValueError, OSError):  # damaged, or made by another build: compiled anew
            continue
    return None


def _keep(compiled: ov.CompiledModel, path: Path) -> None:
    """Write the blob, if the disk lets us: a cache that cannot be written costs time only."""
    partial: Path | None = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        partial = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(compiled.export_model().getbuffer())
        partial.replace(path)
    except OSError:
        if partial:
            partial.unlink(missing_ok=True)
