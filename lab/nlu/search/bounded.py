"""The surrogate error: held-out loss after a few hundred steps of training."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch

from lab.nlu.search.space import Point
from lab.nlu.training.batches import Batch, encode, shuffled
from lab.nlu.training.fit import Fitting, Schedule
from lab.nlu.training.massive import Example
from lab.nlu.training.objective import joint_loss
from lab.nlu.training.start import inherit
from lab.nlu.training.teacher_weights import TeacherWeights
from lab.nlu.training.vocabulary import Kept
from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.shape import StudentShape

_HELD_OUT = 10
"""One in so many utterances is held out, by its id: its translations go with it."""


@dataclass(frozen=True, slots=True)
class Material:
    """What every shape of a search trains on and starts from."""

    examples: Sequence[Example]
    labels: Labels
    tokenizer: PieceTokenizer
    kept: Kept
    teacher: TeacherWeights
    embedding: int

    def student(self, point: Point) -> StudentNetwork:
        """A network of this shape with the weights it can inherit."""
        student = StudentNetwork(
            StudentShape(
                pieces=self.tokenizer.size,
                intents=len(self.labels.intents),
                slots=len(self.labels.slots),
                embedding=self.embedding,
                embedding_bits=4,
                **point.model_dump(),
            )
        )
        inherit(student, self.teacher, self.kept)
        return student

    def batches(self, schedule: Schedule, *, held_out: bool) -> list[Batch]:
        """The utterances of one side of the split."""
        chosen = [each for each in self.examples if is_held_out(each) == held_out]
        items = [encode(each, self.tokenizer, self.labels) for each in chosen]
        return list(shuffled(items, schedule.batch, self.tokenizer.pad, schedule.seed))


class BoundedTraining:
    """Trains shapes for equally many steps; what was measured stays in a file, so that a search can go on.

    Args:
        material: What to train on.
        schedule: Seed and rates.
        steps: Steps of each training.
        memory: JSON file of the errors so far.
    """

    def __init__(self, material: Material, schedule: Schedule, steps: int, memory: Path) -> None:
        self.material, self.schedule, self.steps, self.memory = material, schedule, steps, memory
        self.train = material.batches(schedule, held_out=False)
        self.held_out = material.batches(schedule, held_out=True)
        self.trained: int = 0

    def __call__(self, point: Point) -> float:
        """Held-out loss of a shape, in nats."""
        known: dict[str, float] = json.loads(self.memory.read_text()) if self.memory.exists() else {}
        name = f"{point.name}@{self.steps}"
        if name not in known:
            known[name] = self._measure(point)
            self.memory.parent.mkdir(parents=True, exist_ok=True)
            self.memory.write_text(json.dumps(known, indent=1))
            self.trained += 1
        return known[name]

    def fitted(self, point: Point) -> StudentNetwork:
        """Train a shape to the bound."""
        torch.manual_seed(self.schedule.seed)
        fitting = Fitting(self.material.student(point), self.schedule, self.steps)
        while fitting.step < self.steps:
            fitting.advance(self.train[fitting.step % len(self.train)])
        return fitting.student

    def _measure(self, point: Point) -> float:
        student = self.fitted(point).eval()
        total, utterances = 0.0, 0
        with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
            for batch in self.held_out:
                intent, slots = student(batch.ids, batch.mask)
                total += float(joint_loss(intent.float(), slots.float(), batch)) * len(batch.intent)
                utterances += len(batch.intent)
        return total / utterances


def is_held_out(example: Example) -> bool:
    """Whether an utterance of the train partition judges shapes instead of training them."""
    return hashlib.sha256(example.id.encode()).digest()[0] % _HELD_OUT == 0
