"""The arbitration networks at work: claims in, probabilities out."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, partial
from pathlib import Path
from typing import Any

import numpy as np

from dialog.ranking.card import RankerCard, outside
from dialog.ranking.claim import Claim, Situation
from dialog.ranking.features import FEATURES, Floats, KnownNames, sheet
from dialog.ranking.grams import MOST, grams
from nlu import Interpretation
from nlu.student import softmax
from runtime import Device, Graph, GraphSpec, Session, TensorSpec, open_runtime

MODEL = Path(__file__).parent / "model"
_CLAIMS = (4, 8, 16, 32, 64)


@dataclass(frozen=True, slots=True)
class Ranked:
    """What the network makes of a list of claims; everything sums to one.

    Attributes:
        claims: (claims,) probability that the claim is the right one.
        none: That none of them is.
        outside: Mean score of the hypotheses for being nothing the assistant is for; see ``card.outside``.
    """

    claims: Floats
    none: float
    outside: float


@dataclass(frozen=True, slots=True)
class Ranker:
    """Ranks the claims of skills to one utterance."""

    opinion: Session
    ranker: Session
    card: RankerCard
    labels: KnownNames

    def rank(self, claims: Sequence[Claim], heard: Sequence[Interpretation], situation: Situation) -> Ranked:
        """Probabilities of any number of claims; of nothing, "none of them" is certain.

        Args:
            claims: In any order.
            heard: The hypotheses they are about, best first.
            situation: What was said before.
        """
        opinions = self._opinions_of(heard)
        far = self._outside(heard, opinions)
        if not claims:
            return Ranked(np.zeros(0, np.float32), 1.0, far)
        page = sheet(claims, heard, situation, opinions, self.labels)
        logits = self.ranker.run(
            {
                "values": page.values[None],
                "intents": page.intents[None],
                "slots": page.slots[None],
                "topic": page.topic[None],
                "mask": np.ones((1, len(claims)), np.float32),
            }
        )
        probabilities = softmax(np.concatenate([logits["claims"][0], logits["none"][0]]))
        inside = self.card.inside(far)
        claimed: Floats = probabilities[:-1] * np.float32(inside)
        return Ranked(claimed, 1 - float(claimed.sum()), far)

    def outside(self, heard: Sequence[Interpretation]) -> float:
        """How far an utterance is from all that the assistant is for; see ``card.outside``.

        Args:
            heard: Its hypotheses. Where there is none, nothing is known: -inf, as for a language that was never read.
        """
        return self._outside(heard, self._opinions_of(heard))

    def _outside(self, heard: Sequence[Interpretation], opinions: Floats) -> float:
        if not self._reads(heard):
            return -np.inf
        scores = [outside(float(own[-1]), said) for own, said in zip(opinions, heard, strict=True)]
        return float(np.mean(scores))

    def _opinions_of(self, heard: Sequence[Interpretation]) -> Floats:
        if self._reads(heard):
            return self.opinions([said.utterance for said in heard])
        return no_opinions(len(heard), len(self.labels.intents) + 1)

    def _reads(self, heard: Sequence[Interpretation]) -> bool:
        return bool(heard) and self.card.reads(heard[0].locale)

    def opinions(self, texts: Sequence[str]) -> Floats:
        """(texts, intents + 1) log-probabilities of the second opinion, "none of them" last."""
        if not texts:
            return no_opinions(0, len(self.labels.intents) + 1)
        return self.opinion.run(gram_arrays(texts))["opinions"]


def no_opinions(hypotheses: int, outputs: int) -> Floats:
    """Of texts in a language that was never read: anything is as likely as anything else."""
    return np.full((hypotheses, outputs), -np.log(outputs), np.float32)


def gram_arrays(texts: Sequence[str]) -> dict[str, Any]:
    """The opinion's inputs: numbers of each text's pieces, padded with 0, and what each piece counts."""
    numbers = [grams(text) for text in texts]
    longest = max(len(row) for row in numbers)
    padded = np.zeros((len(texts), longest), np.int64)
    weights = np.zeros(padded.shape, np.float32)
    for row, found in enumerate(numbers):
        padded[row, : len(found)] = found
        weights[row, : len(found)] = len(found) ** -0.5
    return {"grams": padded, "weights": weights}


def opinion_spec(card: RankerCard) -> GraphSpec:
    """Names and shapes of the second opinion."""
    axes: tuple[int | str, ...] = ("hypotheses", "grams")
    return GraphSpec(
        name="dialog.opinion",
        inputs=(TensorSpec("grams", "int64", axes), TensorSpec("weights", "float32", axes)),
        outputs=(TensorSpec("opinions", "float32", ("hypotheses", len(card.intents) + 1)),),
        buckets={"hypotheses": (1, 8), "grams": (64, MOST)},
    )


def ranker_spec(card: RankerCard) -> GraphSpec:
    """Names and shapes of the list ranker."""
    return GraphSpec(
        name="dialog.ranker",
        inputs=(
            TensorSpec("values", "float32", (1, "claims", FEATURES)),
            TensorSpec("intents", "int64", (1, "claims")),
            TensorSpec("slots", "float32", (1, "claims", len(card.slots))),
            TensorSpec("topic", "int64", (1, "claims")),
            TensorSpec("mask", "float32", (1, "claims")),
        ),
        outputs=(TensorSpec("claims", "float32", (1, "claims")), TensorSpec("none", "float32", (1, 1))),
        buckets={"claims": _CLAIMS},
    )


def _opinion(path: Path, card: RankerCard) -> Any:
    from dialog.ranking.exported import read_opinion  # imports torch, which the exported file does not need

    return read_opinion(path, card)


def _ranker(path: Path, card: RankerCard) -> Any:
    from dialog.ranking.exported import read_ranker

    return read_ranker(path, card)


@cache
def open_ranker(device: Device = "auto") -> Ranker:
    """The ranker that ships with the package; loaded once.

    Raises:
        DialogError: ``arbitration.missing`` or ``arbitration.corrupt``.
    """
    return load_ranker(MODEL, device)


def load_ranker(folder: Path, device: Device = "auto") -> Ranker:
    """Load a model folder.

    Raises:
        DialogError: ``arbitration.missing`` or ``arbitration.corrupt``.
    """
    card = RankerCard.load(folder)
    opinion, ranker = folder / "opinion.onnx", folder / "ranker.onnx"
    return Ranker(
        open_runtime(Graph(opinion_spec(card), opinion, partial(_opinion, opinion, card)), device),
        open_runtime(Graph(ranker_spec(card), ranker, partial(_ranker, ranker, card)), device),
        card,
        KnownNames(card.intents, card.slots),
    )
