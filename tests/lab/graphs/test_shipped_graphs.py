"""What is shipped of each network is what today's definitions, and today's exporter, make of it."""

from pathlib import Path

import onnx
import pytest
from safetensors.numpy import save_file

from lab.graphs.export import export
from lab.graphs.layouts import READERS, layout_text
from lab.graphs.networks import networks
from lab.graphs.recipes import Network, drawn, slim
from runtime import ModelStore
from runtime.filling import filled
from runtime.weights import layout_of, weights_of

NETWORKS = {network.spec.name: network for network in networks()}
STORE = ModelStore()
READY = {state.name for state in STORE.list() if state.ready}


@pytest.mark.parametrize("name", NETWORKS)
def test_a_filled_graph_is_a_fresh_export_to_the_last_bit(name: str, tmp_path: Path) -> None:
    network = NETWORKS[name]
    sources = drawn(network.shapes, seed=2)
    for place, source in enumerate(sources):
        save_file(dict(source), tmp_path / f"{place}.safetensors")
    export(network.build(sources), network.spec, tmp_path / "fresh.onnx", network.quantised)
    files = [weights_of(tmp_path / f"{place}.safetensors") for place in range(len(sources))]
    ours = onnx.load(filled(shipped(network), files, tmp_path / "kept"))
    assert tensors(ours) == tensors(onnx.load(tmp_path / "fresh.onnx"))
    assert nodes(ours) == nodes(onnx.load(tmp_path / "fresh.onnx"))


@pytest.mark.parametrize(("model", "file"), READERS)
def test_a_layout_is_what_its_format_s_reader_finds(model: str, file: str) -> None:
    if model not in READY:
        pytest.skip(f"{model} is not on this machine")
    assert layout_of(model, file).read_text(encoding="utf-8") == layout_text(STORE, model, file)


def shipped(network: Network) -> Path:
    return network.folder / f"{network.spec.name}.onnx"


def tensors(model: onnx.ModelProto) -> dict[str, tuple[tuple[int, ...], bytes]]:
    found = ((tensor.name, onnx.numpy_helper.to_array(tensor)) for tensor in model.graph.initializer)
    return {name: (array.shape, array.tobytes()) for name, array in found}


def nodes(model: onnx.ModelProto) -> list[bytes]:
    return [node.SerializeToString(deterministic=True) for node in slim(model).graph.node]
