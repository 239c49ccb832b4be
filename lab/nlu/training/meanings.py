"""A teacher's opinion of each meaning that it was never told: its translations read together, judged cross-fitted.

A student of many languages soon knows its meanings by heart: there are few of them, each in every language. What a
teacher that was trained on the same labels says of them is those labels again. Here the teacher stays as it was
published; a classifier over what it makes of several translations of one meaning judges the meanings that it was not
fitted on (cross-fitting, as in arXiv 1608.00060), and these judgements are distilled (arXiv 1503.02531).
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from torch.nn import functional

from lab.nlu.training import vocabulary
from lab.nlu.training.batches import IGNORED, Item, in_order
from lab.nlu.training.massive import Example, fingerprint
from lab.nlu.training.minimise import minimise
from lab.nlu.training.start import inherit
from lab.nlu.training.teacher_weights import TeacherWeights
from lab.nlu.training.workers import Workers
from nlu.labels import Labels
from nlu.network import StudentNetwork, pooled
from nlu.pieces import LONGEST, PieceTokenizer

READ = ("en-US", "de-DE", "fr-FR", "ru-RU", "es-ES", "hi-IN", "id-ID", "zh-CN")
"""Translations that are read together, where a training has them: of several families, all well known to teachers."""
_PROMPT = "query"  # what e5 was trained to read before a short text
_FOLDS = 5
_PENALTY = 4e-4  # of the squared weights; chosen by the likelihood of the dev partition
_ITERATIONS = 60

Reading = Callable[[int, int], None]
"""Called with the number of translations that are read, and of all."""


@dataclass(frozen=True, slots=True)
class Meanings:
    """Opinions on the meanings of a training.

    Attributes:
        rows: (examples,) the row of each example's meaning; the last row is for those without an opinion.
        opinions: (meanings + 1, intents) probabilities; zeros in the last row.
    """

    rows: Tensor
    opinions: Tensor

    def of(self, places: Tensor) -> Tensor:
        """(batch, intents) probabilities of the examples at ``places``; zeros where there is no opinion."""
        return self.opinions[self.rows[places]]


def meanings(
    teacher: TeacherWeights,
    tokenizer: Path,
    examples: Sequence[Example],
    labels: Labels,
    folder: Path,
    progress: Reading,
) -> Meanings:
    """Judge every meaning that all of the translations to read have.

    It is done once: later calls with the same examples read what the first one wrote.

    Args:
        teacher: Reads the translations.
        tokenizer: Its tokenizer.
        examples: Of the training; those of one id are translations of one another.
        labels: Of the student.
        folder: Where the opinions and the trimmed tokenizer are kept.
        progress: Called after each batch that the teacher reads.
    """
    translations = _translations(examples)
    judged = fingerprint([each for told in translations.values() for each in told])
    file = folder / f"meanings-{judged[:12]}.safetensors"

    def judge() -> None:
        if file.exists():
            return
        texts = [each.annotated.text for told in translations.values() for each in told]
        read = _read(teacher, tokenizer, texts, folder, progress)
        gold = torch.tensor([labels.intents.index(told[0].intent) for told in translations.values()])
        folds = torch.tensor([fold(name) for name in translations])
        opinions = cross_fitted(read.reshape(len(translations), -1), gold, folds, len(labels.intents))
        partial = file.with_suffix(".partial")
        save_file({"opinions": opinions}, partial)
        partial.replace(file)

    Workers.joined().first(judge)
    opinions = load_file(file)["opinions"]
    row = {name: place for place, name in enumerate(translations)}
    rows = torch.tensor([row.get(each.id, len(row)) for each in examples])
    return Meanings(rows, torch.cat([opinions, torch.zeros(1, opinions.shape[1])]))


def fold(meaning: str) -> int:
    """Which fold a meaning belongs to, by its id: a fixed die."""
    return hashlib.sha256(meaning.encode()).digest()[0] % _FOLDS


def cross_fitted(features: Tensor, gold: Tensor, folds: Tensor, intents: int) -> Tensor:
    """Opinions on each fold of a classifier that was fitted on the others.

    Args:
        features: (meanings, width) float32.
        gold: (meanings,) int64.
        folds: (meanings,) int64.
        intents: How many there are.

    Returns:
        (meanings, intents) probabilities.
    """
    spread = (features - features.mean(0)) / (features.std(0) + 1e-6)
    opinions = torch.zeros(len(features), intents)
    for left_out in range(_FOLDS):
        fitted = folds != left_out
        weight, bias = _regression(spread[fitted], gold[fitted], intents)
        opinions[~fitted] = functional.linear(spread[~fitted], weight, bias).softmax(-1)
    return opinions


def _translations(examples: Sequence[Example]) -> dict[str, list[Example]]:
    """By meaning, its translations in a fixed order, where none is missing."""
    present = {each.locale for each in examples}
    wanted = [locale for locale in READ if locale in present] or sorted(present)[: len(READ)]
    found: dict[str, dict[str, Example]] = {}
    for each in examples:
        if each.id and each.intent and each.locale in wanted:
            found.setdefault(each.id, {})[each.locale] = each
    return {
        name: [told[locale] for locale in wanted] for name, told in sorted(found.items()) if len(told) == len(wanted)
    }


def _read(teacher: TeacherWeights, tokenizer: Path, texts: Sequence[str], folder: Path, progress: Reading) -> Tensor:
    """What the teacher makes of each text, the mean over its pieces: (texts, hidden) of length one."""
    trimmed = folder / "meanings-tokenizer.json"
    kept = vocabulary.trim(tokenizer, [_PROMPT, *texts], 1, trimmed)
    pieces = PieceTokenizer(trimmed, vocabulary.WORDS)
    network = StudentNetwork(teacher.shape(pieces.size, intents=1, slots=1))
    inherit(network, teacher, kept)
    network.eval()
    opening = pieces.encode(_PROMPT).ids[:-1]
    items = [Item((*opening, *pieces.encode(text).ids[1:])[:LONGEST], IGNORED, ()) for text in texts]
    read, count = torch.zeros(len(texts), teacher.hidden), 0
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in in_order(items, 64, pieces.pad):
            mean = pooled(network.hidden_states(batch.ids, batch.mask), batch.mask).float()
            read[batch.places] = functional.normalize(mean, dim=-1)
            count += len(mean)
            progress(count, len(texts))
    return read


def _regression(features: Tensor, gold: Tensor, intents: int) -> tuple[Tensor, Tensor]:
    """Multinomial logistic regression."""
    weight = nn.Parameter(torch.zeros(intents, features.shape[1]))
    bias = nn.Parameter(torch.zeros(intents))

    def loss() -> Tensor:
        wrong = functional.cross_entropy(functional.linear(features, weight, bias), gold)
        return wrong + _PENALTY * weight.square().sum()

    minimise([weight, bias], loss, _ITERATIONS)
    return weight.detach(), bias.detach()
