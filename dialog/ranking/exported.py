"""The arbitration networks as files: exported for the runtimes that take graphs, and read back as torch modules."""

from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

import onnx
import torch
from onnx import numpy_helper
from torch import nn

from dialog.errors import DialogError
from dialog.ranking.card import RankerCard
from dialog.ranking.features import FEATURES
from dialog.ranking.grams import BUCKETS
from dialog.ranking.networks import ListRanker, Opinion

_CLAIMS = 3
_Network = TypeVar("_Network", bound=nn.Module)


def write_opinion(network: Opinion, target: Path) -> None:
    """Write ``target`` as ONNX with the embedding in int8; hypotheses and grams are free."""
    hypotheses, length = torch.export.Dim("hypotheses", max=64), torch.export.Dim("grams", min=2, max=1024)
    sample = torch.ones((2, 9), dtype=torch.int64), torch.ones((2, 9))
    shapes = ({0: hypotheses, 1: length}, {0: hypotheses, 1: length})
    _write(network.packed(), sample, target, ("grams", "weights"), ("opinions",), shapes)


def write_ranker(network: ListRanker, target: Path) -> None:
    """Write ``target`` as ONNX; the number of claims is free."""
    claims = torch.export.Dim("claims", min=1, max=1024)
    sample = (
        torch.zeros((1, _CLAIMS, FEATURES)),
        torch.zeros((1, _CLAIMS), dtype=torch.int64),
        torch.zeros((1, _CLAIMS, network.slots.in_features)),
        torch.zeros((1, _CLAIMS), dtype=torch.int64),
        torch.ones((1, _CLAIMS)),
    )
    names = ("values", "intents", "slots", "topic", "mask")
    _write(network.eval(), sample, target, names, ("claims", "none"), tuple({1: claims} for _ in names))


def _write(
    network: nn.Module,
    sample: tuple[torch.Tensor, ...],
    target: Path,
    inputs: tuple[str, ...],
    outputs: tuple[str, ...],
    shapes: tuple[Mapping[int, torch.export.Dim], ...],
) -> None:
    torch.onnx.export(
        network,
        sample,
        target,
        input_names=list(inputs),
        output_names=list(outputs),
        dynamic_shapes=shapes,
        dynamo=True,
        external_data=False,
        optimize=False,  # folding would take the names off the weights, by which they are read back
        verbose=False,
    )
    model = onnx.load(target)
    del model.graph.value_info[:]
    for node in model.graph.node:
        node.doc_string = ""
        del node.metadata_props[:]
    onnx.save(model, target)


def read_opinion(path: Path, card: RankerCard) -> Opinion:
    """The second opinion's torch module out of its exported file.

    Raises:
        DialogError: ``arbitration.corrupt``.
    """
    network = Opinion(BUCKETS, card.width, card.hidden, len(card.intents)).packed()
    return _filled(network, path)


def read_ranker(path: Path, card: RankerCard) -> ListRanker:
    """The list ranker's torch module out of its exported file.

    Raises:
        DialogError: ``arbitration.corrupt``.
    """
    return _filled(ListRanker(FEATURES, len(card.intents), len(card.slots)), path)


def _filled(network: _Network, path: Path) -> _Network:
    arrays = {tensor.name: numpy_helper.to_array(tensor) for tensor in onnx.load(path).graph.initializer}
    try:
        network.load_state_dict({name: torch.tensor(arrays[name]) for name in network.state_dict()})
    except (KeyError, RuntimeError) as error:
        raise DialogError(
            "arbitration.corrupt", f"{path} is not a network of its card's sizes: {error}.", "Make it again."
        ) from error
    return network.eval()
