"""The whole way from data to a trained student in a working folder."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import torch
from pydantic import BaseModel, ConfigDict
from torch import nn

from lab.nlu.training import massive, vocabulary
from lab.nlu.training.augmentation import respelled
from lab.nlu.training.fit import Fitting, Progress, Schedule, fit
from lab.nlu.training.massive import Example
from lab.nlu.training.meanings import Reading, meanings
from lab.nlu.training.objective import Joint, Taught
from lab.nlu.training.outside import scope_examples
from lab.nlu.training.scope_fit import fit_scope
from lab.nlu.training.start import go_on, inherit
from lab.nlu.training.teacher import read_teacher
from nlu.labels import OUTSIDE, Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.scope import ScopedNetwork
from nlu.shape import StudentShape

_STRIDE = 50
_SCOPE_LABELLED = 30_000  # commands that show what is in scope
_SCOPE_SENTENCES = 150  # sentences of conversation for each locale


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a training takes its material from.

    Attributes:
        data: Folder of MASSIVE.
        weights: The teacher's weights: a container, or a folder of the XLM-R family.
        tokenizer: Its tokenizer, XLM-R's pieces.
    """

    data: Path
    weights: Path
    tokenizer: Path


class Design(BaseModel):
    """What may differ between students of one family; the rest follows from data and teacher.

    Attributes:
        least: Times a piece must occur in the training text to be kept.
        depth: Layers, the lowest of the teacher.
        embedding: Width of the piece embeddings.
        embedding_bits: Bits of an embedding value in the shipped file.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    least: int = 1
    depth: int = 4
    embedding: int = 384
    embedding_bits: Literal[4, 8] = 8

    def shape(self, pieces: int, labels: Labels) -> StudentShape:
        """Sizes for a vocabulary and label inventories."""
        return StudentShape(
            pieces=pieces,
            intents=len(labels.intents),
            slots=len(labels.slots),
            depth=self.depth,
            embedding=self.embedding,
            embedding_bits=self.embedding_bits,
        )


@dataclass(frozen=True, slots=True)
class Trained:
    """A student with everything needed to export it.

    Attributes:
        fitting: The training in intents and slots.
        network: What came of it, with a scope head.
        labels: Of the student.
        tokenizer_file: Of the student.
        examples: What the training learned from.
    """

    fitting: Fitting
    network: ScopedNetwork
    labels: Labels
    tokenizer_file: Path
    examples: Sequence[Example]


def train(
    sources: Sources,
    locales: Sequence[str],
    design: Design,
    schedule: Schedule,
    folder: Path,
    progress: Progress,
    extra: Sequence[Example] = (),
    text: Path | None = None,
    earlier: Path | None = None,
    reading: Reading = lambda *_: None,
) -> Trained:
    """Train a student on some locales; what is done already in ``folder`` is not done again.

    Args:
        sources: Material.
        locales: Such as ``de-DE``.
        design: Which student.
        schedule: How long and how fast.
        folder: Working folder: tokenizer, labels, checkpoint.
        progress: Called after each step.
        extra: Examples beside those of the data, such as weakly labelled ones.
        text: Folder of CLINC150 and Tatoeba, for what is out of scope.
        earlier: Model folder of a student to go on from; sizes and pieces must be the same.
        reading: Called while the teacher reads what it is to judge.
    """
    torch.manual_seed(schedule.seed)
    examples = [*massive.read(sources.data, locales, "train"), *extra]
    labels = inventory(examples)
    trimmed = folder / "tokenizer.json"
    kept = vocabulary.trim(sources.tokenizer, _spellings(examples), design.least, trimmed)
    tokenizer = PieceTokenizer(trimmed, vocabulary.WORDS)
    teacher = read_teacher(sources.weights)
    student = StudentNetwork(design.shape(tokenizer.size, labels))
    if earlier:
        go_on(student, tokenizer.table, earlier)
    else:
        inherit(student, teacher, kept)
    objective: nn.Module = Joint()
    if schedule.taught:
        objective = Taught(meanings(teacher, sources.tokenizer, examples, labels, folder, reading), schedule.taught)
    unseen = glimpse(sources.data, locales)
    fitting = fit(student, examples, unseen, tokenizer, labels, schedule, folder / "checkpoint.pt", progress, objective)
    network = ScopedNetwork(fitting.student)
    scope = scope_examples(examples, text, _SCOPE_LABELLED, _SCOPE_SENTENCES, schedule.seed)
    fit_scope(network, scope, tokenizer, labels)
    return Trained(fitting, network, labels, trimmed, examples)


def _spellings(examples: Sequence[Example]) -> Iterator[str]:
    """Each text in both of its spellings."""
    return (spelling.annotated.text for example in examples for spelling in (example, respelled(example)))


def glimpse(data: Path, locales: Sequence[str]) -> list[Example]:
    """A few utterances of the dev partition of each locale, to watch a training by."""
    return [
        example
        for place, locale in enumerate(locales)
        for example in massive.read(data, [locale], "dev")[place % _STRIDE :: _STRIDE]
    ]


def inventory(examples: Sequence[Example]) -> Labels:
    """All intents and slots that occur, in alphabetical order."""
    intents = sorted({example.intent for example in examples} - {""})
    slots = sorted({span.slot for example in examples for span in example.annotated.spans})
    return Labels(intents=tuple(intents), slots=(OUTSIDE, *slots))
