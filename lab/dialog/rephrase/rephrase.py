"""Trains the rephrase model: a small network, calibrated on pairs that it did not see, scored on others again."""

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray

from dialog.learning.rephrase import (
    EDIT,
    Features,
    LanguageScore,
    RephraseFile,
    RephraseModel,
    RephraseRecord,
    Said,
    features,
)
from dialog.learning.turn import key
from lab.dialog.rephrase.pairs import Pair, make_pairs
from lab.nlu.training import massive
from lab.nlu.training.massive import Example
from lab.nlu.training.minimise import minimise
from lab.nlu.training.scope import auroc as above
from nlu.student import Student
from runtime.provenance import Provenance

Labels = NDArray[np.float64]
_Rows = tuple[Features, Labels]
Progress = Callable[[int, int], None]

_UNITS = 16
_STEPS = 400
_DECAY = 1e-3
_BINS = 15
_SCORED = 0.6  # of the pairs of the train partition, for each scored one


def learn_rephrase(
    student: Student, data: Path, locales: Sequence[str], count: int, seed: int, command: str, progress: Progress
) -> RephraseFile:
    """Make pairs, train, calibrate and score.

    Trained on the train partition. The dev partition is divided by utterance: pairs within the one half calibrate,
    pairs within the other half are scored; what shares a text with the training pairs is dropped.

    Args:
        student: Understands both utterances of a pair.
        data: Folder of MASSIVE.
        locales: Languages.
        count: Training pairs of each.
        seed: Of pairs and weights.
        command: For the record.
        progress: Called after each locale.
    """
    train: list[_Rows] = []
    fitted: list[_Rows] = []
    scored: list[_Rows] = []
    examples: list[Example] = []
    dropped = 0
    for place, locale in enumerate(locales):
        own = massive.read(data, [locale], "train")
        examples += own
        dev = massive.read(data, [locale], "dev")
        pairs = make_pairs(own, count, seed)
        seen = {key(text) for pair in pairs for text in (pair.first, pair.second)}
        train.append(_rows(student, pairs))
        for half, rows in ((0, fitted), (1, scored)):
            fresh = make_pairs([e for e in dev if int(e.id) % 2 == half], int(count * _SCORED), seed + 1 + half)
            kept = [pair for pair in fresh if not {key(pair.first), key(pair.second)} & seen]
            dropped += (len(fresh) - len(kept)) * half
            rows.append(_rows(student, kept))
        progress(place + 1, len(locales))
    x, y = _together(train)
    model = _calibrated(fit(x, y, seed), *_together(fitted))
    chance = np.random.default_rng(seed)
    null = fit(x, chance.permutation(y), seed)
    scores = {locale: _score(model, *rows) for locale, rows in zip(locales, scored, strict=True)}
    everything, gold = _together(scored)
    record = RephraseRecord(
        provenance=Provenance.here(command),
        seed=seed,
        data=massive.fingerprint(examples),
        pairs=len(y),
        calibration=sum(len(labels) for _, labels in fitted),
        dropped=dropped,
        scores=scores,
        mean=LanguageScore(
            pairs=sum(score.pairs for score in scores.values()),
            auroc=float(np.mean([score.auroc for score in scores.values()])),
            baseline=float(np.mean([score.baseline for score in scores.values()])),
            ece=float(np.mean([score.ece for score in scores.values()])),
        ),
        shuffled=auroc(null.log_odds(everything), gold),
    )
    return RephraseFile(model=model, record=record)


def fit(x: Features, y: Labels, seed: int) -> RephraseModel:
    """Train the network.

    Args:
        x: (pairs, features).
        y: (pairs,) 1 for a rephrase.
        seed: Of the first weights.
    """
    torch.manual_seed(seed)
    mean, scale = x.mean(0), x.std(0) + 1e-6
    inputs, labels = torch.tensor((x - mean) / scale), torch.tensor(y)
    hidden, output = torch.nn.Linear(x.shape[1], _UNITS).double(), torch.nn.Linear(_UNITS, 1).double()
    parameters = [*hidden.parameters(), *output.parameters()]
    optimiser = torch.optim.AdamW(parameters, lr=0.02, weight_decay=_DECAY)
    for _ in range(_STEPS):
        optimiser.zero_grad()
        odds = output(torch.tanh(hidden(inputs))).squeeze(1)
        torch.autograd.backward(torch.nn.functional.binary_cross_entropy_with_logits(odds, labels))
        optimiser.step()
    return RephraseModel(
        mean=tuple(mean.tolist()),
        scale=tuple(scale.tolist()),
        hidden=tuple(tuple(row) for row in hidden.weight.tolist()),
        hidden_bias=tuple(hidden.bias.tolist()),
        output=tuple(output.weight[0].tolist()),
        output_bias=float(output.bias.item()),
    )


def auroc(odds: Features, gold: Labels) -> float:
    """Probability that a rephrase scores above another pair, ties counting half."""
    return above(odds[gold > 0], odds[gold == 0])


def calibration_error(probabilities: Features, gold: Labels) -> float:
    """Expected calibration error of probabilities of a rephrase, over equal bins."""
    bins = np.minimum((probabilities * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(probabilities[bins == place].mean() - gold[bins == place].mean()) * (bins == place).mean()
            for place in np.unique(bins)
        )
    )


def _calibrated(model: RephraseModel, x: Features, y: Labels) -> RephraseModel:
    odds = torch.tensor(model.log_odds(x))
    gold = torch.tensor(y)
    slope = torch.ones((), dtype=torch.float64, requires_grad=True)
    offset = torch.zeros((), dtype=torch.float64, requires_grad=True)

    def loss() -> torch.Tensor:
        return torch.nn.functional.binary_cross_entropy_with_logits(slope * odds + offset, gold)

    minimise([slope, offset], loss, iterations=100)
    return model.model_copy(update={"slope": float(slope.item()), "offset": float(offset.item())})


def _score(model: RephraseModel, x: Features, y: Labels) -> LanguageScore:
    odds = model.log_odds(x)
    return LanguageScore(
        pairs=len(y),
        auroc=auroc(odds, y),
        baseline=auroc(x[:, EDIT], y),
        ece=calibration_error(1 / (1 + np.exp(-odds)), y),
    )


def _rows(student: Student, pairs: Sequence[Pair]) -> _Rows:
    rows = [
        features(Said.of(student, pair.first, pair.locale), Said.of(student, pair.second, pair.locale))
        for pair in pairs
    ]
    return np.array(rows), np.array([float(pair.again) for pair in pairs])


def _together(parts: Sequence[_Rows]) -> _Rows:
    return np.concatenate([rows for rows, _ in parts]), np.concatenate([labels for _, labels in parts])
