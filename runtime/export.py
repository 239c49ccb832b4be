"""Torch modules to ONNX files, made once and kept beside the weights they come from."""

import hashlib
import logging
import os
import tempfile
import time
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import cache
from importlib.metadata import distribution
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.digests import digest_of
from runtime.graph import GraphSpec, TensorSpec

if TYPE_CHECKING:
    import torch

logger = logging.getLogger(__name__)

_KEPT = 7 * 86_400.0  # seconds that an outdated export stays
_EXAMPLE = 16  # size of a free axis without buckets while tracing; any but 0 and 1, which torch takes for constants


def exported(
    spec: GraphSpec,
    build: "Callable[[], torch.nn.Module]",
    sources: Sequence[Path],
    folder: Path,
    quantised: bool = False,
) -> Path | None:
    """The ONNX file of a network, exported now unless an earlier run did.

    Args:
        spec: Names and shapes of the network.
        build: Makes the module with its weights in it.
        sources: The files of the weights and of the module's definition; a change in one makes another export.
        folder: Where exports are kept.
        quantised: Whether embeddings and matrix products get int8 weights; activations are quantised as they come.

    Returns:
        The file, or None where the folder cannot be written: the module then runs as it is.
    """
    path = folder / f"{spec.name}-{_fingerprint(sources)}{'-int8' * quantised}.onnx"
    if path.is_file():
        return path
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=folder, suffix=".partial")
        os.close(handle)
    except OSError as error:
        logger.warning("exports cannot be kept in %s (%s): %s runs as a torch module", folder, error, spec.name)
        return None
    try:
        export(build().eval(), spec, Path(partial))
        if quantised:
            _quantise(Path(partial))
        _forget_old(folder.glob(f"{spec.name}-*.onnx"))
        Path(partial).replace(path)
    finally:
        Path(partial).unlink(missing_ok=True)
    return path


def export(module: "torch.nn.Module", spec: GraphSpec, path: Path) -> None:
    """Write ``module`` as ONNX with the spec's names; axes that share a name share a size."""
    import torch  # seconds to import: a voice whose networks are exported never waits for it

    sizes: dict[str, Any] = {}
    examples, shapes = [], []
    for tensor in spec.fed:
        named = [(axis, size) for axis, size in enumerate(tensor.shape) if isinstance(size, str)]
        free = {axis: sizes.setdefault(name, torch.export.Dim(name)) for axis, name in named}
        examples.append(torch.ones(_example(spec, tensor), dtype=getattr(torch, tensor.dtype)))
        shapes.append(free)
    registry = logging.getLogger("torch.onnx._internal.exporter._registration")  # warns of an absent torchvision
    registry.setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            tuple(examples),
            str(path),
            input_names=[tensor.name for tensor in spec.fed],
            output_names=[tensor.name for tensor in spec.outputs],
            dynamic_shapes=tuple(shapes),
            dynamo=True,
            external_data=False,
            verbose=False,
        )


def _example(spec: GraphSpec, tensor: TensorSpec) -> list[int]:
    return [max(spec.buckets.get(axis, (_EXAMPLE,))) if isinstance(axis, str) else axis for axis in tensor.shape]


def _quantise(path: Path) -> None:
    import onnx
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model = onnx.load(path)
    del model.graph.value_info[:]  # the exporter's shapes stop the quantiser's shape inference
    quantize_dynamic(
        model, path, per_channel=True, weight_type=QuantType.QInt8, op_types_to_quantize=["MatMul", "Gemm", "Gather"]
    )


def _forget_old(exports: Iterable[Path]) -> None:
    """Delete what nobody made lately: another version of the program may be running from a newer one."""
    for path in exports:
        with suppress(FileNotFoundError):
            if time.time() - path.stat().st_mtime > _KEPT:
                path.unlink()


@cache
def _torch() -> str:
    """Its version, without parsing all that is said about it, which takes 10 ms."""
    told = distribution("torch").read_text("METADATA") or ""
    return told.partition("\nVersion: ")[2].partition("\n")[0]


def _fingerprint(files: Sequence[Path]) -> str:
    digest = hashlib.sha256(_torch().encode())
    for file in files:
        digest.update(digest_of(file).encode())
    return digest.hexdigest()[:12]
