"""The first weights of a student: those of an earlier one, or the teacher's embeddings and its lowest layers.

Keeping the lowest layers is what drops least when layers go (arXiv 2004.03844).
"""

from pathlib import Path

import torch
from torch import Tensor, nn

from lab.nlu.training.teacher_weights import TeacherWeights
from lab.nlu.training.vocabulary import Kept
from nlu.card import Card
from nlu.errors import NluError
from nlu.exported import exported_weights, packed_network
from nlu.network import StudentNetwork
from nlu.piece_table import PieceTable
from nlu.shape import StudentShape

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


def inherit(student: StudentNetwork, teacher: TeacherWeights, kept: Kept) -> None:
    """Copy what fits: the kept rows of the embeddings, positions, and the lowest layers.

    Narrower embeddings start as the principal components of the teacher's, pieces weighing as often as they occur;
    narrower feed-forward blocks keep the units with the largest weights. A narrower body starts at random.
    """
    tensors = teacher.tensors
    same_width = student.shape.hidden == tensors["emb.word"].shape[1]
    with torch.no_grad():
        words = tensors["emb.word"][list(kept.rows)] + tensors["emb.type"][0]
        if isinstance(student.project, nn.Linear):
            share = torch.tensor(kept.counts) / sum(kept.counts)
            mean = share @ words
            centred = words - mean
            _, axes = torch.linalg.eigh(centred.T @ (centred * share[:, None]))
            axes = axes[:, -student.project.in_features :]
            student.pieces.weight.copy_(centred @ axes)
            if same_width:
                student.project.weight.copy_(axes)
                student.project.bias.copy_(mean)
        elif same_width:
            student.pieces.weight.copy_(words)
        if not same_width:
            return
        student.positions.weight.copy_(tensors["emb.pos"][: student.positions.num_embeddings])
        student.norm.weight.copy_(tensors["emb.ln.w"])
        student.norm.bias.copy_(tensors["emb.ln.b"])
        for place, layer in enumerate(student.layers):
            units = strongest(
                tensors[f"l{place}.fi.w"].norm(dim=1) * tensors[f"l{place}.fo.w"].norm(dim=0), student.shape
            )
            for ours, theirs in _LAYER.items():
                weight, bias = tensors[f"l{place}.{theirs}.w"], tensors[f"l{place}.{theirs}.b"]
                if ours == "widen":
                    weight, bias = weight[units], bias[units]
                elif ours == "narrow":
                    weight = weight[:, units]
                module = layer.get_submodule(ours)
                module.get_parameter("weight").copy_(weight)
                module.get_parameter("bias").copy_(bias)


def go_on(student: StudentNetwork, table: PieceTable, folder: Path) -> None:
    """Take over the weights of a released student, brought back from their few bits.

    A head that the release does not know yet stays as it is.

    Args:
        student: Of the same sizes.
        table: Its pieces.
        folder: Model folder of the release.

    Raises:
        NluError: ``start.other`` where the release has other pieces or sizes.
    """
    card = Card.load(folder)
    if card.shape != student.shape or PieceTable.read(folder / "pieces.safetensors") != table:
        raise NluError(
            "start.other",
            f"The student in {folder} has other sizes or pieces than the one to train.",
            "Give the options and locales that it was trained with, or leave out --earlier.",
        )
    packed = packed_network(card.shape)
    known = exported_weights(folder / "student.onnx", packed)
    packed.load_state_dict(known, strict=False)
    own = {name.removeprefix("student."): value for name, value in known.items()}
    own["pieces.weight"] = packed.student.pieces(torch.arange(card.shape.pieces))
    student.load_state_dict({name: own.get(name, value) for name, value in student.state_dict().items()})


def strongest(strength: Tensor, shape: StudentShape) -> Tensor:
    """Places of the feed-forward units to keep, in their order."""
    return strength.topk(shape.intermediate).indices.sort().values
