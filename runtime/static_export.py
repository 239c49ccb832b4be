"""A torch module as an ONNX file in which every dimension is a number: what every fixed-shape compiler takes."""

import hashlib
import logging
import warnings
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from runtime.buckets import Sizes, shape_in
from runtime.errors import RuntimeRoomError
from runtime.graph import Graph

if TYPE_CHECKING:
    import torch


def static_onnx(graph: Graph, sizes: Sizes, folder: Path) -> Path:
    """Export a graph's module for one shape, unless an earlier run did.

    Args:
        graph: With a module.
        sizes: Of its free axes.
        folder: Where the file is kept.

    Raises:
        RuntimeRoomError: ``graph.mismatch`` where there is no module, or it does not export.
    """
    import torch  # seconds to import, and only a graph without a file needs it

    if graph.module is None:
        raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name}: it has neither an .onnx file nor a module.")
    module: torch.nn.Module = graph.module().eval()
    shape = "x".join(map(str, sizes)) or "static"
    path = folder / f"{graph.spec.name}-{shape}-{module_fingerprint(module)}.onnx"
    if path.is_file():
        return path
    folder.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    try:
        _export(module, graph, sizes, partial)
        partial.replace(path)
    except torch.onnx.OnnxExporterError as error:
        raise RuntimeRoomError("graph.mismatch", f"{graph.spec.name} does not export to ONNX for {sizes}.") from error
    finally:
        partial.unlink(missing_ok=True)
    return path


def _export(module: "torch.nn.Module", graph: Graph, sizes: Sizes, path: Path) -> None:
    import torch

    spec = graph.spec
    examples = tuple(
        torch.ones(shape_in(spec, tensor, sizes), dtype=getattr(torch, tensor.dtype)) for tensor in spec.fed
    )
    registry = logging.getLogger("torch.onnx._internal.exporter._registration")  # warns of an absent torchvision
    registry.setLevel(logging.ERROR)
    with warnings.catch_warnings(), torch.no_grad():
        warnings.simplefilter("ignore")
        torch.onnx.export(
            module,
            examples,
            str(path),
            input_names=[tensor.name for tensor in spec.fed],
            output_names=[tensor.name for tensor in spec.outputs],
            dynamo=True,
            external_data=False,
            verbose=False,
        )


def module_fingerprint(module: Any, made_for: str = "") -> str:
    """Of a module's weights and layers, of torch, and of what it is ``made_for``."""
    digest = hashlib.sha256(f"{version('torch')} {module}{made_for}".encode())
    for name, tensor in sorted(module.state_dict().items()):
        digest.update(name.encode())
        digest.update(tensor.detach().cpu().contiguous().numpy().tobytes())
    return digest.hexdigest()[:12]
