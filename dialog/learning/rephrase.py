"""Does the second of two utterances say the first one again? A small network on how alike they are.

The network sees only what holds in every language: how the student understands both, how alike they are in letters and
in sound, and whether their slots agree. What came of the first utterance and the time between the two are not in its
training data; they enter as prior odds.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from math import exp, log
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from rapidfuzz import fuzz

from dialog.journal_entry import JournalEntry
from dialog.learning.phonetics import alike, sound
from dialog.learning.turn import SESSION_GAP, key
from nlu import Interpretation
from nlu.student import Student, softmax
from runtime.provenance import Provenance

MODEL = Path(__file__).parent / "model" / "rephrase.json"
_CERTAIN = 1e-6
_AFTER_FAILURE, _AFTER_DOUBT, _AFTER_DEED = 0.75, 0.5, 0.4
"""How likely a next turn says the last one again. After a deed: a fifth of these are wrong, three in four of whose
users say it again, and a quarter of all others go on to something else."""

FEATURES = (
    "cosine of intent logits",
    "overlap of intent probabilities",
    "same intent",
    "edit similarity",
    "edit similarity by sound",
    "shared words",
    "part by sound",
    "shared slots",
    "contradicting slots",
    "best slot by sound",
    "no slots",
    "length ratio",
    "confidence of the first",
    "confidence of the second",
)
EDIT = FEATURES.index("edit similarity")
Features = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Said:
    """An utterance as the student takes it.

    Attributes:
        meaning: The interpretation.
        logits: (intents,) before calibration.
    """

    meaning: Interpretation
    logits: NDArray[np.float32]

    @classmethod
    def of(cls, student: Student, text: str, locale: str) -> "Said":
        """Have the student read it."""
        return cls(student.understand(text, locale), student.logits(text).intent)


def features(first: Said, second: Said) -> Features:
    """(features,) how alike two utterances are; see ``FEATURES``."""
    one, two = key(first.meaning.utterance), key(second.meaning.utterance)
    p, q = softmax(first.logits), softmax(second.logits)
    a, b = first.logits - first.logits.mean(), second.logits - second.logits.mean()
    shared, contradicting, best = _slots(first.meaning, second.meaning)
    return np.array(
        [
            float(a @ b / (np.linalg.norm(a) * np.linalg.norm(b) + 1e-9)),
            float(np.sqrt(p * q).sum()),
            float(first.meaning.intent == second.meaning.intent),
            fuzz.ratio(one, two) / 100,
            alike(one, two),
            fuzz.token_set_ratio(one, two) / 100,
            fuzz.partial_ratio(sound(one), sound(two)) / 100,
            shared,
            contradicting,
            best,
            float(not first.meaning.slots and not second.meaning.slots),
            min(len(one), len(two)) / max(len(one), len(two), 1),
            first.meaning.confidence,
            second.meaning.confidence,
        ]
    )


def _slots(first: Interpretation, second: Interpretation) -> tuple[float, float, float]:
    """Shares of all slots that agree and that contradict each other, and how alike the best pair of values sounds."""
    one = {(slot.name, key(slot.text)) for slot in first.slots}
    two = {(slot.name, key(slot.text)) for slot in second.slots}
    if not one or not two:
        return 0.0, 0.0, 0.0
    everything = len(one | two)
    names = {name for name, _ in one} & {name for name, _ in two}
    agreeing = {name for name, _ in one & two}
    best = max(alike(a, b) for _, a in one for _, b in two)
    return len(one & two) / everything, len(names - agreeing) / everything, best


class RephraseModel(BaseModel):
    """Weights of the network, with what it scored.

    Attributes:
        mean: (features,) of the training pairs.
        scale: (features,) their standard deviation.
        hidden: (units, features) first layer, with ``hidden_bias``.
        output: (units,) second layer, with ``output_bias``.
        slope: The calibrated log odds are ``slope`` times the network's, plus ``offset`` (Platt 1999).
        offset: See there.
    """

    model_config = ConfigDict(frozen=True)

    mean: tuple[float, ...]
    scale: tuple[float, ...]
    hidden: tuple[tuple[float, ...], ...]
    hidden_bias: tuple[float, ...]
    output: tuple[float, ...]
    output_bias: float
    slope: float = 1.0
    offset: float = 0.0

    def log_odds(self, rows: Features) -> Features:
        """(pairs,) calibrated log odds of (pairs, features), where one pair in two is a rephrase."""
        scaled = (rows - np.array(self.mean)) / np.array(self.scale)
        hidden = np.tanh(scaled @ np.array(self.hidden).T + np.array(self.hidden_bias))
        raw: Features = hidden @ np.array(self.output) + self.output_bias
        return self.slope * raw + self.offset


class LanguageScore(BaseModel):
    """Scores on pairs of one language.

    Attributes:
        pairs: Half of them rephrases.
        auroc: Area under the receiver operating characteristic.
        baseline: The same by edit similarity alone.
        ece: Expected calibration error, in [0, 1].
    """

    model_config = ConfigDict(frozen=True)

    pairs: int
    auroc: float
    baseline: float
    ece: float


class RephraseRecord(BaseModel):
    """How the model came to be.

    Attributes:
        provenance: Machine, versions, commit, command.
        seed: Of pairs and weights.
        data: SHA-256 over the training utterances.
        pairs: Trained on.
        calibration: Pairs that slope and offset were fitted on; none is scored.
        dropped: Scored pairs left out because one of their texts is a training text.
        scores: For each language, on the dev partition.
        mean: Their mean.
        shuffled: Null control: AUROC of a model trained on shuffled labels.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    seed: int
    data: str
    pairs: int
    calibration: int
    dropped: int
    scores: dict[str, LanguageScore]
    mean: LanguageScore
    shuffled: float


class RephraseFile(BaseModel):
    """The file that ships."""

    model_config = ConfigDict(frozen=True)

    model: RephraseModel
    record: RephraseRecord


class RephraseDetector:
    """Tells for turns of the journal whether one says another again.

    Args:
        model: The network.
        student: Opened when it is first needed.
    """

    def __init__(self, model: RephraseModel, student: Callable[[], Student]) -> None:
        self._model = model
        self._said = lru_cache(maxsize=4096)(lambda text, locale: Said.of(student(), text, locale))

    def __call__(self, first: JournalEntry, second: JournalEntry) -> float:
        """Probability that the second says the first again."""
        if key(first.text) == key(second.text):
            log_odds = log(1 / _CERTAIN)
        else:
            row = features(self._said(first.text, first.locale), self._said(second.text, second.locale))
            log_odds = float(self._model.log_odds(row[None])[0])
        gap = second.at.timestamp() - first.at.timestamp()
        return 1 / (1 + exp(-log_odds - prior(first, gap)))


def prior(first: JournalEntry, gap: float) -> float:
    """Log odds that people say it again, before the words are looked at: assumed, not measured.

    Args:
        first: What came of the first utterance.
        gap: Seconds between the two.
    """
    failed = first.answer.decision.kind == "decline" or bool(first.answer.failures)
    barged_in = first.ending is not None and first.ending.interrupted == "voice"
    doubtful = barged_in or not first.answer.done
    again = _AFTER_FAILURE if failed else _AFTER_DOUBT if doubtful else _AFTER_DEED
    return log(again / (1 - again)) + 0.5 - gap / SESSION_GAP


def open_rephrase_model(file: Path = MODEL) -> RephraseModel:
    """The model that ships with the package."""
    return RephraseFile.model_validate_json(file.read_text("utf-8")).model
