"""What a teacher is made of, whatever file it came in."""

from dataclasses import dataclass

from torch import Tensor

from nlu.shape import StudentShape


@dataclass(frozen=True, slots=True)
class TeacherWeights:
    """A post-layer-norm encoder over XLM-R's pieces.

    Attributes:
        hidden: Width.
        depth: Layers.
        heads: Attention heads.
        intermediate: Width inside the feed-forward blocks.
        tensors: By name: ``emb.word``, ``emb.pos``, ``emb.type`` and ``emb.ln``, then for each layer ``l0.q``, ``k``,
            ``v``, ``ao`` (attention output) and ``aln`` (its norm), ``fi``, ``fo`` (feed-forward) and ``oln``, each
            with ``.w`` and ``.b`` where there are both.
    """

    hidden: int
    depth: int
    heads: int
    intermediate: int
    tensors: dict[str, Tensor]

    def shape(self, pieces: int, intents: int, slots: int) -> StudentShape:
        """Of a student as large as the teacher."""
        return StudentShape(
            pieces=pieces,
            intents=intents,
            slots=slots,
            depth=self.depth,
            heads=self.heads,
            hidden=self.hidden,
            intermediate=self.intermediate,
            embedding=self.hidden,
        )
