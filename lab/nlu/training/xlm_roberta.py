"""Weights of a published model of the XLM-R family (arXiv 1911.02116), such as ``xlm-roberta-base``."""

import json
from pathlib import Path

from safetensors.torch import load_file
from torch import Tensor

from lab.nlu.training.teacher_weights import TeacherWeights
from nlu.errors import NluError

_PIECES = 250_002
_FIRST_POSITION = 2  # the rows before it are for padding
_EMBEDDINGS = {
    "emb.word": "word_embeddings.weight",
    "emb.type": "token_type_embeddings.weight",
    "emb.ln.w": "LayerNorm.weight",
    "emb.ln.b": "LayerNorm.bias",
}
_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def read_xlm_roberta(folder: Path) -> TeacherWeights:
    """Read ``config.json`` and ``model.safetensors`` as the hub has them.

    Raises:
        NluError: ``teacher.format`` where the folder holds no such model.
    """
    try:
        config = json.loads((folder / "config.json").read_text("utf-8"))
        stored = {
            name.removeprefix("roberta."): value for name, value in load_file(folder / "model.safetensors").items()
        }
        return _renamed(config, stored)
    except (OSError, ValueError, KeyError) as error:
        raise NluError(
            "teacher.format",
            f"{folder} holds no model of the XLM-R family: {error}.",
            "Give a folder with config.json and model.safetensors of, for example, xlm-roberta-base.",
        ) from error


def _renamed(config: dict[str, int], stored: dict[str, Tensor]) -> TeacherWeights:
    if len(stored["embeddings.word_embeddings.weight"]) != _PIECES:
        raise ValueError(f"its vocabulary is not the {_PIECES} pieces of XLM-R")
    depth = config["num_hidden_layers"]
    tensors = {ours: stored[f"embeddings.{theirs}"].float() for ours, theirs in _EMBEDDINGS.items()}
    tensors["emb.pos"] = stored["embeddings.position_embeddings.weight"][_FIRST_POSITION:].float()
    for place in range(depth):
        for ours, theirs in _LAYER.items():
            for short, long in (("w", "weight"), ("b", "bias")):
                tensors[f"l{place}.{ours}.{short}"] = stored[f"encoder.layer.{place}.{theirs}.{long}"].float()
    return TeacherWeights(
        hidden=config["hidden_size"],
        depth=depth,
        heads=config["num_attention_heads"],
        intermediate=config["intermediate_size"],
        tensors=tensors,
    )
