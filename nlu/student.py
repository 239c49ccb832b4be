"""The student at work: text in, interpretation out."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlu.annotation import Annotated, Span
from nlu.card import Card
from nlu.interpretation import Interpretation, Reading, Slot
from nlu.labels import OUTSIDE, Labels
from nlu.locale import closest
from nlu.pieces import LONGEST, Encoded, PieceTokenizer
from runtime import Device, Graph, GraphSpec, Session, TensorSpec, open_runtime

MODEL = Path(__file__).parent / "model"
_READINGS = 5
Logits = NDArray[np.float32]


def student_spec(card: Card) -> GraphSpec:
    """Names and shapes of the student's network."""
    axes: tuple[int | str, ...] = ("batch", "length")
    return GraphSpec(
        name="nlu.student",
        inputs=(TensorSpec("ids", "int64", axes), TensorSpec("mask", "float32", axes)),
        outputs=(
            TensorSpec("intent", "float32", ("batch", card.shape.intents)),
            TensorSpec("slots", "float32", (*axes, card.shape.slots)),
            TensorSpec("scope", "float32", ("batch", 1)),
        ),
        # By the lengths of MASSIVE's utterances: few of the common ones are padded. Not in bfloat16: products have
        # 8 bits, and converting from and to it costs more than it saves in the rest.
        buckets={"batch": (1,), "length": (5, 6, 7, 8, 9, 10, 11, 12, 14, 18, 24, 36, LONGEST)},
        by_turns=True,
    )


@dataclass(frozen=True, slots=True)
class Outputs:
    """Logits of one utterance.

    Attributes:
        intent: (intents,).
        slots: (pieces, slots).
        scope: Of being something the assistant is for.
    """

    intent: Logits
    slots: Logits
    scope: float


@dataclass(frozen=True, slots=True)
class Student:
    """Reads utterances in the locales of its card."""

    session: Session
    card: Card
    labels: Labels
    tokenizer: PieceTokenizer

    def understand(self, text: str, locale: str) -> Interpretation:
        """Interpret an utterance of any length and content.

        Raises:
            NluError: ``locale.unknown``.
        """
        known = closest(locale, self.card.locales)
        encoded = self.tokenizer.encode(text)
        found = self._run(encoded)
        probabilities = softmax(found.intent / np.float32(self.card.temperature))
        best = np.argsort(-probabilities)[:_READINGS]
        scope = sigmoid(found.scope) if encoded.units else 0.0
        readings = tuple(Reading(self.labels.intents[place], float(probabilities[place])) for place in best)
        return Interpretation(
            utterance=text,
            locale=known,
            readings=readings,
            slots=self._slots(text, encoded, softmax(found.slots)),
            in_scope=scope >= self.card.refuse_below,
            scope=scope,
        )

    def logits(self, text: str) -> Outputs:
        """What the network says before calibration."""
        return self._run(self.tokenizer.encode(text))

    def _run(self, encoded: Encoded) -> Outputs:
        ids = np.array([encoded.ids], np.int64)
        outputs = self.session.run({"ids": ids, "mask": np.ones(ids.shape, np.float32)})
        return Outputs(outputs["intent"][0], outputs["slots"][0], float(outputs["scope"][0, 0]))

    def _slots(self, text: str, encoded: Encoded, probabilities: Logits) -> tuple[Slot, ...]:
        found: list[Slot] = []
        previous = OUTSIDE
        for head, unit in zip(encoded.heads, encoded.units, strict=True):
            place = int(probabilities[head].argmax())
            name, confidence = self.labels.slots[place], float(probabilities[head, place])
            if name != OUTSIDE and name == previous:
                start, confidence = found[-1].start, min(found[-1].confidence, confidence)
                found[-1] = Slot(name, text[start : unit.end], start, unit.end, confidence)
            elif name != OUTSIDE:
                found.append(Slot(name, text[unit.start : unit.end], unit.start, unit.end, confidence))
            previous = name
        return tuple(found)


def annotated(interpretation: Interpretation) -> Annotated:
    """The interpretation in MASSIVE's bracket notation."""
    spans = tuple(Span(slot.name, slot.start, slot.end) for slot in interpretation.slots)
    return Annotated(interpretation.utterance, spans)


def _built(path: Path, card: Card) -> Any:
    from nlu.exported import build_student  # imports torch, which the exported file does not need

    return build_student(path, card.shape)


def softmax(logits: Logits) -> Logits:
    """Probabilities along the last axis."""
    powers = np.exp(logits - logits.max(-1, keepdims=True))
    probabilities: Logits = powers / powers.sum(-1, keepdims=True)
    return probabilities


def sigmoid(logit: float) -> float:
    """Probability of a logit."""
    return float(1 / (1 + np.exp(-logit)))


def open_student(device: Device = "auto", folder: Path = MODEL, *, strict: bool = False) -> Student:
    """Load the model that ships with the package, or the one in another folder.

    Raises:
        NluError: ``model.missing`` or ``model.corrupt``.
    """
    card = Card.load(folder)
    path = folder / "student.onnx"
    graph = Graph(student_spec(card), path, partial(_built, path, card))
    return Student(
        open_runtime(graph, device, strict=strict),
        card,
        Labels.load(folder / "labels.json"),
        PieceTokenizer(folder / "pieces.safetensors"),
    )
