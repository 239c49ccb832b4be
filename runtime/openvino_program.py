"""Networks compiled by OpenVINO with every dimension static, and the compiled blobs kept on disk."""

import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import openvino as ov

from runtime.branches import PLACE, branched
from runtime.buckets import Sizes, all_sizes, shape_in
from runtime.digests import digest_of
from runtime.errors import RuntimeRoomError
from runtime.filling import WEIGHTS
from runtime.graph import Array, Graph, GraphSpec
from runtime.keeping import cache_folder, forget_unused, used
from runtime.openvino_network import OpenVinoNetwork, read_network, static_source
from runtime.openvino_plugin import core, grouped, static_settings, target

_COMPILED_BY = ("openvino_program.py", "openvino_plugin.py", "openvino_network.py", "branches.py", "weight_only.py")
_GROUP_IN_NAME = re.compile(r"\.g(\d+)\.blob$")


class InferRequest:
    """An infer request of a compiled network, and the memory that it reads and writes. For one thread at a time.

    Args:
        compiled: With every dimension static.
        blob: The memory that ``compiled`` lies in, where that is ours.
    """

    def __init__(self, compiled: ov.CompiledModel, blob: ov.Tensor | None = None) -> None:
        if any(port.partial_shape.is_dynamic for port in (*compiled.inputs, *compiled.outputs)):
            raise RuntimeRoomError("graph.mismatch", "A dimension is not static after compiling.")
        self._request = compiled.create_infer_request()
        self._kept: dict[str, Array] = {}
        self._blob = blob  # the last to go

    def memory(self, name: str) -> Array:
        """What an input is read from, or an output written to: always the same."""
        data: Array = self._request.get_tensor(name).data
        return data

    def write(self, name: str, where: Array, given: Array) -> None:
        """Put ``given`` into the part ``where`` of an input's memory."""
        if self._kept.get(name) is given and not given.flags.writeable:
            return  # it is there from the last run, and nobody can have changed it
        where[...] = given
        self._kept[name] = given

    def run(self) -> None:
        """Compute the outputs from the inputs."""
        self._request.infer(share_outputs=True)  # its tensors stay where they are: no wrapper or copy is made for them


class OpenVinoProgram:
    """A network for one shape: a request of its own, or a branch of one.

    Args:
        spec: The network's shape.
        sizes: Of its free axes.
        request: Runs it.
        place: Of the branch, where the request has several.
    """

    def __init__(self, spec: GraphSpec, sizes: Sizes, request: InferRequest, place: int | None = None) -> None:
        self._request = request
        self._inputs = {tensor.name: _part(request, tensor.name, shape_in(spec, tensor, sizes)) for tensor in spec.fed}
        self._outputs = {
            tensor.name: _part(request, tensor.name, shape_in(spec, tensor, sizes)) for tensor in spec.outputs
        }
        self._branch = {} if place is None else {place: request.memory(PLACE)}

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Program.run``."""
        for name, memory in self._inputs.items():
            given = feeds[name]
            if given.shape != memory.shape:
                raise RuntimeRoomError("runtime.input", f"{name!r} must be {memory.shape} here, got {given.shape}.")
            self._request.write(name, memory, given)
        for place, memory in self._branch.items():
            memory[0] = place
        self._request.run()
        return {name: memory.copy() for name, memory in self._outputs.items()}


def compile_program(graph: Graph, sizes: Sizes, threads: int, blobs: Path | None = None) -> OpenVinoProgram:
    """Compile a network for one shape, or load what an earlier run compiled; see `compile_programs`."""
    return compile_programs(graph, (sizes,), threads, blobs)[sizes]


def compile_programs(
    graph: Graph, several: tuple[Sizes, ...], threads: int, blobs: Path | None = None
) -> dict[Sizes, OpenVinoProgram]:
    """Compile a network for several shapes, as branches that share their weights, or load what an earlier run compiled.

    Args:
        graph: With an ``.onnx`` file or, for one shape, a module.
        several: Sizes of its free axes; the last are the largest on every axis.
        threads: For the CPU plugin.
        blobs: Where compiled networks are kept; by default the user's cache.

    Raises:
        RuntimeRoomError: ``model.missing``, ``model.corrupt`` or ``graph.mismatch``.
    """
    folder = blobs or _cache()
    source, settings = static_source(graph, several[-1], folder), _settings(graph.spec, several, threads)
    stem = _stem(graph.spec, source, several, settings)
    request = _imported(folder, stem, settings)
    if request is None:
        request = _compiled(read_network(graph.spec, source), several, folder, stem, settings)
    if len(several) == 1:
        return {several[0]: OpenVinoProgram(graph.spec, several[0], request)}
    return {sizes: OpenVinoProgram(graph.spec, sizes, request, place) for place, sizes in enumerate(several)}


def compiled_together(graph: Graph) -> list[tuple[Sizes, ...]]:
    """Which of a graph's sizes are compiled as one: the smallest by itself, then all where they come by turns."""
    every = all_sizes(graph.spec)
    if len(every) > 1 and graph.spec.by_turns and graph.onnx and target() == "CPU":
        return [every[:1], every]
    return [(sizes,) for sizes in every]


def compiled_bytes(graph: Graph, threads: int, blobs: Path | None = None) -> int:
    """What the compiled programs of a graph take on disk; see `compile_programs`."""
    folder, found = blobs or _cache(), 0
    for several in compiled_together(graph):
        source, settings = static_source(graph, several[-1], folder), _settings(graph.spec, several, threads)
        found += sum(path.stat().st_size for path in folder.glob(f"{_stem(graph.spec, source, several, settings)}.*"))
    return found


def _cache() -> Path:
    return cache_folder() / "compiled"


def _part(request: InferRequest, name: str, shape: tuple[int, ...]) -> Array:
    return request.memory(name)[tuple(slice(size) for size in shape)]


def _settings(spec: GraphSpec, several: tuple[Sizes, ...], threads: int) -> dict[str, Any]:
    # A blob with the weights is loaded sooner, but only without them all branches have the same.
    branches = {"CACHE_MODE": "OPTIMIZE_SIZE"} if len(several) > 1 else {}
    return static_settings(spec, threads) | branches


def _stem(spec: GraphSpec, source: Path, several: tuple[Sizes, ...], settings: Mapping[str, Any]) -> str:
    device = core().get_property(target(), "FULL_DEVICE_NAME")
    # Weights may lie beside the graph; and what is compiled depends on how it is done here.
    beside = [source.with_name(WEIGHTS)] if source.with_name(WEIGHTS).is_file() else []
    files = [
        *sorted(source.parent.glob(f"{source.name}*")),
        *beside,
        *(Path(__file__).with_name(name) for name in _COMPILED_BY),
    ]
    named = (
        f"{[digest_of(file) for file in files]} {several} {ov.__version__} {target()} {device}"
        f" {sorted(settings.items())}"
    )
    return f"{spec.name}-{hashlib.sha256(named.encode()).hexdigest()[:24]}"


def _compiled(
    network: OpenVinoNetwork, several: tuple[Sizes, ...], folder: Path, stem: str, settings: Mapping[str, Any]
) -> InferRequest:
    if len(several) > 1:
        with suppress(OSError):  # a cache that cannot be written costs time only
            network = network.kept(folder / f"{stem}.bin")
    models = [network.of(sizes) for sizes in several]
    group = network.group_for(models[-1])
    model = branched(models) if len(models) > 1 else models[0]
    compiled = core().compile_model(model, target(), dict(settings) | grouped(group))
    _keep(compiled, folder / f"{stem}.g{group}.blob")
    return InferRequest(compiled)


def _imported(folder: Path, stem: str, settings: Mapping[str, Any]) -> InferRequest | None:
    weights = folder / f"{stem}.bin"
    apart = {"WEIGHTS_PATH": str(weights)} if weights.is_file() else {}
    for path in sorted(folder.glob(f"{stem}.g*.blob")):  # at most one; its name ends with the size of its groups
        # The plugin chooses its kernels anew, so it must be told the size of the groups again.
        asked = dict(settings) | grouped(int(_GROUP_IN_NAME.findall(path.name)[0])) | apart
        try:
            # Mapped copy-on-write, because OpenVINO wants writable memory: the pages stay shared with the file.
            blob = ov.Tensor(np.memmap(path, np.uint8, mode="c"), shared_memory=True)
            request = InferRequest(core().import_model(blob, target(), asked), blob)
        except (RuntimeError, ValueError, OSError):  # damaged, or made by another build: compiled anew
            continue
        used(path)
        used(weights)
        return request
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
        forget_unused(path.parent)
    except OSError:
        if partial:
            partial.unlink(missing_ok=True)
