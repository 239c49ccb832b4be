"""Networks with every dimension static as machine code: torch.export, compiled ahead of time by a C++ compiler.

The second way to fixed shapes, for machines without OpenVINO (AOTInductor,
https://docs.pytorch.org/docs/stable/torch.compiler_aot_inductor.html). Importing it imports torch.
"""

import os
import shutil
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch

from runtime.buckets import Sizes, shape_in
from runtime.eager import build, to_arrays
from runtime.errors import RuntimeRoomError
from runtime.graph import Array, Graph, GraphSpec
from runtime.keeping import cache_folder, forget_unused, used
from runtime.machine import this_machine
from runtime.static_export import module_fingerprint


class InductorProgram:
    """A compiled network."""

    def __init__(self, spec: GraphSpec, sizes: Sizes, package: Path) -> None:
        self._spec = spec
        self._shapes = {tensor.name: shape_in(spec, tensor, sizes) for tensor in spec.fed}
        self._call: Any = torch._inductor.aoti_load_package(str(package))

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Program.run``."""
        for name, shape in self._shapes.items():  # the machine code does not look
            if feeds[name].shape != shape:
                raise RuntimeRoomError("runtime.input", f"{name!r} must be {shape} here, got {feeds[name].shape}.")
        with torch.inference_mode():
            given = self._call(*(torch.tensor(feeds[name]) for name in self._shapes))
            return to_arrays(self._spec, tuple(given) if isinstance(given, tuple | list) else (given,))


def cpp_compiler() -> str:
    """The C++ compiler that would be used; empty where there is none."""
    return next(
        (found for name in (os.environ.get("CXX"), "g++", "clang++") if name and (found := shutil.which(name))), ""
    )


def compile_inductor(graph: Graph, sizes: Sizes, threads: int, blobs: Path | None = None) -> InductorProgram:
    """Compile a network's module for one shape, which takes half a minute, or load what an earlier run compiled.

    Args:
        graph: With a module.
        sizes: Of its free axes.
        threads: That the machine code uses.
        blobs: Where compiled networks are kept; by default the user's cache.

    Raises:
        RuntimeRoomError: ``graph.mismatch`` where there is no module, or it does not compile.
    """
    folder, spec, module = blobs or cache_folder() / "compiled", graph.spec, build(graph)
    shape = "x".join(map(str, sizes)) or "static"
    made_for = f"{this_machine().processor}-{threads}"
    package = folder / f"{spec.name}-{shape}-{module_fingerprint(module, made_for)}.pt2"
    if not package.is_file():
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder) as making:
            _compile(module, graph, sizes, threads, Path(making) / "network.pt2").replace(package)
        forget_unused(folder)
    used(package)
    return InductorProgram(spec, sizes, package)


def _compile(module: torch.nn.Module, graph: Graph, sizes: Sizes, threads: int, package: Path) -> Path:
    spec = graph.spec
    examples = tuple(
        torch.ones(shape_in(spec, tensor, sizes), dtype=getattr(torch, tensor.dtype)) for tensor in spec.fed
    )
    try:
        with warnings.catch_warnings(), torch.no_grad():
            warnings.simplefilter("ignore")
            program = torch.export.export(module, examples)
            torch._inductor.aoti_compile_and_package(
                program, package_path=str(package), inductor_configs={"cpp.threads": threads}
            )
    except Exception as error:  # torch's compilers raise kinds of their own
        raise RuntimeRoomError("graph.mismatch", f"{spec.name} does not compile for {sizes}: {error}") from error
    return package
