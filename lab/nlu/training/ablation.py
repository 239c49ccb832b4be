"""Is a teacher worth it? The same student without one, with a plain one, with one adapted to the domain, with judges.

The judges are those of ``lab.nlu.training.meanings``: of an untouched teacher, none of which was told what it judges.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal

import torch
from pydantic import BaseModel, ConfigDict
from torch import nn

from lab.nlu.training import massive, vocabulary
from lab.nlu.training.adaptation import MaskedLanguage
from lab.nlu.training.batches import Item, encode, in_order
from lab.nlu.training.distillation import Distilled, opinions
from lab.nlu.training.fit import Schedule, fit, held_out_scores
from lab.nlu.training.massive import Example
from lab.nlu.training.meanings import meanings
from lab.nlu.training.objective import Joint, Taught
from lab.nlu.training.start import inherit
from lab.nlu.training.student import Design, Sources, inventory
from lab.nlu.training.teacher import read_teacher
from lab.nlu.training.vocabulary import Kept
from nlu.annotation import Annotated
from nlu.errors import NluError
from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.shape import StudentShape
from runtime.provenance import Provenance

Arm = Literal["teacher, stage 1", "teacher, stage 2", "no distillation", "from stage 1", "from stage 2", "cross-fitted"]

_SHARE = 0.5  # of the judges' opinions, as of the teachers'


class Outcome(BaseModel):
    """What a network scores on the dev partition, in percent, and what its training took."""

    model_config = ConfigDict(frozen=True)

    intent: float
    exact_match: float
    cpu_seconds: float


class Plans(BaseModel):
    """Schedules of the teachers, of the masked-language training of stage 2, and of the students."""

    model_config = ConfigDict(frozen=True)

    teacher: Schedule
    adaptation: Schedule
    student: Schedule


class AblationRecord(BaseModel):
    """Students that differ in their teacher alone.

    Attributes:
        provenance: Machine, versions, commit, command.
        data: SHA-256 over the training examples.
        locales: Of the examples.
        unlabelled: Sentences that adapt the teacher of stage 2.
        plans: How long and how fast each was trained.
        outcomes: By arm.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    data: str
    locales: tuple[str, ...]
    unlabelled: int
    plans: Plans
    outcomes: dict[Arm, Outcome]


class Ablation:
    """The six trainings, in one folder; each goes on where it was.

    Args:
        sources: Material.
        locales: Whose utterances to learn.
        unlabelled: Sentences of the domain without labels, beside those of the train partition.
        plans: Schedules; they vary no spelling, since opinions are on one spelling.
        folder: Working folder.
        progress: Told the arm, the step and the number of steps.
    """

    def __init__(
        self,
        sources: Sources,
        locales: Sequence[str],
        unlabelled: Sequence[str],
        plans: Plans,
        folder: Path,
        progress: Callable[[str, int, int], None],
    ) -> None:
        self.locales, self.plans, self.folder, self.progress = tuple(locales), plans, folder, progress
        self.examples = massive.read(sources.data, locales, "train")
        self.dev = massive.read(sources.data, locales, "dev")
        self.labels: Labels = inventory(self.examples)
        texts = [example.annotated.text for example in self.examples] + list(unlabelled)
        self.kept: Kept = vocabulary.trim(sources.tokenizer, texts, 1, folder / "tokenizer.json")
        self.tokenizer = PieceTokenizer(folder / "tokenizer.json")
        self.unlabelled = [Example("", "", "", Annotated(text, ())) for text in unlabelled]
        self.sources, self.weights = sources, read_teacher(sources.weights)

    def run(self, command: str) -> AblationRecord:
        """Train and score every arm."""
        outcomes: dict[Arm, Outcome] = {}
        plain, adapted = self._network(self._teacher()), self._network(self._teacher())
        outcomes["teacher, stage 1"] = self._train("teacher, stage 1", plain, self.plans.teacher, Joint())
        guessing = MaskedLanguage(adapted, self.tokenizer.unknown)
        self._fit("adaptation", adapted, [*self.examples, *self.unlabelled], self.plans.adaptation, guessing)
        outcomes["teacher, stage 2"] = self._train("teacher, stage 2", adapted, self.plans.teacher, Joint())
        outcomes["no distillation"] = self._train(
            "no distillation", self._network(self._student()), self.plans.student, Joint()
        )
        taught: tuple[tuple[Arm, StudentNetwork], ...] = (("from stage 1", plain), ("from stage 2", adapted))
        for arm, teacher in taught:
            objective = Distilled(opinions(teacher, self._items(self.examples), self.tokenizer.pad, self.folder / arm))
            outcomes[arm] = self._train(arm, self._network(self._student()), self.plans.student, objective)
        judged = meanings(self.weights, self.sources.tokenizer, self.examples, self.labels, self.folder, self._reading)
        outcomes["cross-fitted"] = self._train(
            "cross-fitted", self._network(self._student()), self.plans.student, Taught(judged, _SHARE)
        )
        return AblationRecord(
            provenance=Provenance.here(command),
            data=massive.fingerprint(self.examples),
            locales=self.locales,
            unlabelled=len(self.unlabelled),
            plans=self.plans,
            outcomes=outcomes,
        )

    def _reading(self, count: int, texts: int) -> None:
        self.progress("the teacher reads", count, texts)

    def _student(self) -> StudentShape:
        return Design().shape(self.tokenizer.size, self.labels)

    def _teacher(self) -> StudentShape:
        return self.weights.shape(self.tokenizer.size, len(self.labels.intents), len(self.labels.slots))

    def _network(self, shape: StudentShape) -> StudentNetwork:
        torch.manual_seed(self.plans.student.seed)
        network = StudentNetwork(shape)
        inherit(network, self.weights, self.kept)
        return network

    def _train(self, arm: Arm, network: StudentNetwork, plan: Schedule, objective: nn.Module) -> Outcome:
        seconds = self._fit(arm, network, self.examples, plan, objective)
        scores = held_out_scores(network, list(in_order(self._items(self.dev), 64, self.tokenizer.pad)))
        if scores is None:
            raise NluError("data.missing", "The dev partition is empty.", "Check the folder given as --data.")
        return Outcome(intent=scores[0], exact_match=scores[1], cpu_seconds=seconds)

    def _fit(
        self, arm: str, network: StudentNetwork, examples: Sequence[Example], plan: Schedule, objective: nn.Module
    ) -> float:
        done = fit(
            network,
            examples,
            (),
            self.tokenizer,
            self.labels,
            plan,
            self.folder / arm / "checkpoint.pt",
            lambda step, steps, _: self.progress(arm, step, steps),
            objective,
        )
        return done.cpu_seconds

    def _items(self, examples: Sequence[Example]) -> list[Item]:
        return [encode(example, self.tokenizer, self.labels) for example in examples]
