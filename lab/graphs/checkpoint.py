"""Tensors of a torch checkpoint that was published as such."""

from pathlib import Path

import torch

from lab.graphs.tensor import Tensor


def read_checkpoint(path: Path) -> dict[str, Tensor]:
    """Every weight of a checkpoint with one dictionary of them; normalised ones keep their norms apart.

    Only tensors are read; torch refuses a file with anything else in it.
    """
    (tensors,) = torch.load(path, map_location="cpu", weights_only=True).values()
    arrays = {name: tensor.numpy() for name, tensor in tensors.items()}
    found = {name: Tensor(array) for name, array in arrays.items() if not name.endswith(("weight_g", "weight_v"))}
    for name, gain in arrays.items():
        if name.endswith("weight_g"):
            direction = arrays[f"{name.removesuffix('g')}v"]
            found[name.removesuffix("_g")] = Tensor(direction, gain=gain)
    return found
