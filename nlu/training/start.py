"""The first weights of a student: the teacher's embeddings and its lowest layers.

Keeping the lowest layers is what drops least when layers go (arXiv 2004.03844).
"""

from collections.abc import Sequence

import torch

from nlu.network import Student
from nlu.training.e5 import E5Weights

_LAYER = {
    "query": "q",
    "key": "k",
    "value": "v",
    "attended": "ao",
    "attention_norm": "aln",
    "widen": "fi",
    "narrow": "fo",
    "output_norm": "oln",
}


def inherit(student: Student, teacher: E5Weights, rows: Sequence[int]) -> None:
    """Copy what fits: the kept rows of the embeddings, positions, and layers of the same width."""
    tensors = teacher.tensors
    with torch.no_grad():
        student.pieces.weight.copy_(tensors["emb.word"][list(rows)] + tensors["emb.type"][0])
        student.positions.weight.copy_(tensors["emb.pos"][: student.positions.num_embeddings])
        student.norm.weight.copy_(tensors["emb.ln.w"])
        student.norm.bias.copy_(tensors["emb.ln.b"])
        for place, layer in enumerate(student.layers):
            for ours, theirs in _LAYER.items():
                module = layer.get_submodule(ours)
                module.get_parameter("weight").copy_(tensors[f"l{place}.{theirs}.w"])
                module.get_parameter("bias").copy_(tensors[f"l{place}.{theirs}.b"])
