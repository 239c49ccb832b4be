"""From a trained student to the model folder that ships: export, calibration, dev scores, record."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from nlu.card import Card, sha256
from nlu.network import parameters
from nlu.student import Student, annotated, open_student
from nlu.training import massive
from nlu.training.calibration import Calibration, calibrate
from nlu.training.export import export
from nlu.training.fit import Point, Schedule
from nlu.training.massive import Example
from nlu.training.scoring import Labelled, Scores, score
from nlu.training.student import Trained
from runtime.provenance import Provenance

ACCEPTED = 0.95


class TrainingRecord(BaseModel):
    """How a student came to be and what it scores on utterances it has not seen.

    Attributes:
        provenance: Machine, versions, commit, command.
        schedule: Seed and plan of the training.
        data: SHA-256 over the training examples.
        examples: Number of training examples.
        parameters: Values of the network before quantisation.
        megabytes: Size of the shipped network file.
        cpu_seconds: Spent in training steps.
        dev: Scores of the shipped int8 network per locale, on the dev partition.
        mean: Their mean.
        calibration: On the dev partition.
        curve: Training loss.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    schedule: Schedule
    data: str
    examples: int
    parameters: int
    megabytes: float
    cpu_seconds: float
    dev: dict[str, Scores]
    mean: Scores
    calibration: Calibration
    curve: tuple[Point, ...]


def release(trained: Trained, data: Path, locales: Sequence[str], folder: Path, command: str) -> TrainingRecord:
    """Write the model folder; every score is that of the files in it.

    Args:
        trained: A finished training, its tokenizer file in the working folder.
        data: Folder of MASSIVE.
        locales: Locales it was trained on.
        folder: Model folder to write.
        command: For the record.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = trained.fitting.student
    size = parameters(network)
    export(network, folder / "student.onnx")
    (folder / "tokenizer.json").write_bytes(trained.tokenizer_file.read_bytes())
    (folder / "labels.json").write_text(trained.labels.model_dump_json(indent=1), "utf-8")
    card = Card(
        shape=network.shape,
        locales=tuple(locales),
        temperature=1.0,
        refuse_below=0.0,
        files={name: sha256(folder / name) for name in ("student.onnx", "tokenizer.json", "labels.json")},
    )
    _write(folder, card)
    dev = {locale: massive.read(data, [locale], "dev") for locale in locales}
    student = open_student("cpu", folder)
    calibration = _calibrated(student, [example for examples in dev.values() for example in examples])
    card = card.model_copy(update={"temperature": calibration.temperature, "refuse_below": calibration.refuse_below})
    _write(folder, card)
    scores = {locale: evaluate(student, examples) for locale, examples in dev.items()}
    record = TrainingRecord(
        provenance=Provenance.here(command),
        schedule=trained.fitting.schedule,
        data=massive.fingerprint(trained.examples),
        examples=len(trained.examples),
        parameters=size,
        megabytes=(folder / "student.onnx").stat().st_size / 1e6,
        cpu_seconds=trained.fitting.cpu_seconds,
        dev=scores,
        mean=_mean(list(scores.values())),
        calibration=calibration,
        curve=tuple(trained.fitting.curve),
    )
    (folder / "record.json").write_text(record.model_dump_json(indent=1), "utf-8")
    return record


def evaluate(student: Student, examples: Sequence[Example]) -> Scores:
    """Score the student as it is used: one utterance at a time, through its runtime."""
    pairs = []
    for example in examples:
        found = student.understand(example.annotated.text, example.locale)
        pairs.append((Labelled(example.intent, example.annotated), Labelled(found.intent, annotated(found))))
    return score(pairs)


def _calibrated(student: Student, examples: Sequence[Example]) -> Calibration:
    logits = [student.intent_logits(example.annotated.text) for example in examples]
    gold = [student.labels.intents.index(example.intent) for example in examples]
    return calibrate(np.stack(logits), np.array(gold), ACCEPTED)


def _mean(scores: Sequence[Scores]) -> Scores:
    return Scores(
        utterances=sum(each.utterances for each in scores),
        intent=float(np.mean([each.intent for each in scores])),
        slot_f1=float(np.mean([each.slot_f1 for each in scores])),
        exact_match=float(np.mean([each.exact_match for each in scores])),
    )


def _write(folder: Path, card: Card) -> None:
    (folder / "card.json").write_text(card.model_dump_json(indent=1), "utf-8")
