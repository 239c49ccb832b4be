"""From a trained student to the model folder that ships: export, calibration, dev scores, record."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from lab.nlu.training import massive
from lab.nlu.training.calibration import Calibration, calibrate
from lab.nlu.training.export import export
from lab.nlu.training.fit import Point, Schedule
from lab.nlu.training.massive import Example
from lab.nlu.training.scope import ScopeScores, scope_scores
from lab.nlu.training.scoring import Labelled, Scores, score
from lab.nlu.training.student import Trained
from nlu.card import Card, sha256
from nlu.network import parameters
from nlu.piece_table import PieceTable
from nlu.student import Student, annotated, open_student, sigmoid
from runtime.provenance import Provenance

ACCEPTED = 0.95
_CALIBRATED, _ENOUGH = 5, 10_000  # one utterance in so many, where there are so many
FILES = ("student.onnx", "student.onnx.data", "pieces.safetensors", "labels.json")


class Earlier(BaseModel):
    """The student that a training went on from.

    Attributes:
        card: SHA-256 of its card.
        commit: Of the code that made it.
        cpu_seconds: Spent in training steps until then.
    """

    model_config = ConfigDict(frozen=True)

    card: str
    commit: str
    cpu_seconds: float

    @classmethod
    def of(cls, folder: Path) -> "Earlier":
        """What a model folder says of itself."""
        record = TrainingRecord.model_validate_json((folder / "record.json").read_text("utf-8"))
        seconds = record.cpu_seconds + (record.earlier.cpu_seconds if record.earlier else 0.0)
        return cls(card=sha256(folder / "card.json"), commit=record.provenance.commit, cpu_seconds=seconds)


class TrainingRecord(BaseModel):
    """How a student came to be and what it scores on utterances it has not seen.

    Attributes:
        provenance: Machine, versions, commit, command.
        schedule: Seed and plan of the training.
        data: SHA-256 over the training examples.
        examples: Number of training examples.
        parameters: Values of the network before quantisation.
        megabytes: Size of the shipped network file.
        cpu_seconds: Spent in training steps, by all processes together.
        earlier: What it went on from; none where it began with the teacher's weights.
        dev: Scores of the shipped int8 network per locale, on the dev partition.
        mean: Their mean.
        calibration: On the dev partition.
        refuse_below: Probability of being in scope that the wanted share of the dev partition reaches.
        scope: How well other sentences are told from commands; none without them.
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
    earlier: Earlier | None = None
    dev: dict[str, Scores]
    mean: Scores
    calibration: Calibration
    refuse_below: float
    scope: ScopeScores | None
    curve: tuple[Point, ...]


def release(
    trained: Trained,
    data: Path,
    locales: Sequence[str],
    folder: Path,
    command: str,
    text: Path | None = None,
    earlier: Earlier | None = None,
) -> TrainingRecord:
    """Write the model folder; every score is that of the files in it.

    Args:
        trained: A finished training, its tokenizer file in the working folder.
        data: Folder of MASSIVE.
        locales: Locales it was trained on.
        folder: Model folder to write.
        command: For the record.
        text: Folder of CLINC150, to score what is out of scope.
        earlier: What the training went on from.
    """
    folder.mkdir(parents=True, exist_ok=True)
    size = parameters(trained.network)
    export(trained.network, folder / "student.onnx")
    PieceTable.read(trained.tokenizer_file).write(folder / "pieces.safetensors")
    trained.labels.write(folder / "labels.json")
    card = Card(
        shape=trained.network.student.shape,
        locales=tuple(locales),
        temperature=1.0,
        refuse_below=0.0,
        files={name: sha256(folder / name) for name in FILES},
    )
    card.write(folder)
    dev = {locale: massive.read(data, [locale], "dev") for locale in locales}
    student = open_student("cpu", folder)
    everything = [example for examples in dev.values() for example in examples]
    calibration, refuse_below = _calibrated(student, everything[:: _CALIBRATED if len(everything) > _ENOUGH else 1])
    card = replace(card, temperature=calibration.temperature, refuse_below=refuse_below)
    card.write(folder)
    student = replace(student, card=card)
    english = [example.annotated.text for example in dev.get("en-US", ())]
    scores = {locale: evaluate(student, examples) for locale, examples in dev.items()}
    record = TrainingRecord(
        provenance=Provenance.here(command),
        schedule=trained.fitting.schedule,
        data=massive.fingerprint(trained.examples),
        examples=len(trained.examples),
        parameters=size,
        megabytes=sum((folder / name).stat().st_size for name in ("student.onnx", "student.onnx.data")) / 1e6,
        cpu_seconds=trained.fitting.cpu_seconds,
        earlier=earlier,
        dev=scores,
        mean=_mean(list(scores.values())),
        calibration=calibration,
        refuse_below=refuse_below,
        scope=scope_scores(student, english, text) if text and english else None,
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


def _calibrated(student: Student, examples: Sequence[Example]) -> tuple[Calibration, float]:
    """The fit of the confidences, and the scope that the wanted share of these commands reaches."""
    found = [student.logits(example.annotated.text) for example in examples]
    gold = [student.labels.intents.index(example.intent) for example in examples]
    scope: NDArray[np.float32] = np.array([logits.scope for logits in found], np.float32)
    threshold = sigmoid(float(np.quantile(scope, 1 - ACCEPTED)))
    return calibrate(np.stack([logits.intent for logits in found]), np.array(gold)), threshold


def _mean(scores: Sequence[Scores]) -> Scores:
    return Scores(
        utterances=sum(each.utterances for each in scores),
        intent=float(np.mean([each.intent for each in scores])),
        slot_f1=float(np.mean([each.slot_f1 for each in scores])),
        exact_match=float(np.mean([each.exact_match for each in scores])),
    )
