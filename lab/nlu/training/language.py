"""Makes the model that tells languages apart."""

import hashlib
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict
from safetensors.numpy import save_file
from torch import nn
from torch.nn import functional

from lab.nlu.training.massive_release import texts
from nlu.language_id import LanguageIdentifier, buckets, open_identifier
from runtime.provenance import Provenance

BUCKETS = 16_384
_BATCH = 256
_RATE = 0.02
_DROPPED = 0.3  # share of n-grams hidden in training, as short commands have few
_FEW = 8  # n-grams of which none is hidden
Step = Callable[[int, int, str], None]


class LanguageRecord(BaseModel):
    """How a model of languages came to be, and how many dev utterances it tells right.

    Attributes:
        provenance: Machine, versions, commit, command.
        data: SHA-256 over the training texts.
        examples: Number of them.
        seed: Of order and dropout.
        bytes: Size of the file.
        dev: Percent right for each locale, all of them in question.
        mean: Of these.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    data: str
    examples: int
    seed: int
    bytes: int
    dev: dict[str, float]
    mean: float


def fit(
    data: Path, locales: Sequence[str], most: int, epochs: float, seed: int, out: Path, step: Step
) -> LanguageRecord:
    """Train on the train partition, score the int8 model on dev, and write both the model and its record.

    Args:
        data: Folder of MASSIVE.
        locales: To tell apart.
        most: Utterances of each locale that are trained on.
        epochs: Passes over them.
        seed: Fixes order and dropout.
        out: A safetensors file; the record goes beside it as JSON.
        step: Told the batch, the number of batches, and the loss.
    """
    said = [(text, place) for place, locale in enumerate(locales) for text in texts(data, locale, "train", most)]
    identifier = _trained(said, locales, epochs, seed, step)
    tensors: dict[str, NDArray[Any]] = {
        "weights": identifier.weights,
        "scale": identifier.scale,
        "bias": identifier.bias,
    }
    out.parent.mkdir(parents=True, exist_ok=True)
    save_file(tensors, out, {"locales": ",".join(locales)})
    identifier = open_identifier(out)
    dev = {locale: accuracy(identifier, texts(data, locale, "dev", most), locale, locales) for locale in locales}
    record = LanguageRecord(
        provenance=Provenance.here(
            f"python -m lab learn language --data DATA --most {most} --epochs {epochs:g} --seed {seed}"
        ),
        data=hashlib.sha256("\n".join(text for text, _ in said).encode()).hexdigest(),
        examples=len(said),
        seed=seed,
        bytes=out.stat().st_size,
        dev=dev,
        mean=round(sum(dev.values()) / len(dev), 2),
    )
    out.with_suffix(".json").write_text(record.model_dump_json(indent=1) + "\n", "utf-8")
    return record


def accuracy(identifier: LanguageIdentifier, said: Sequence[str], locale: str, among: Sequence[str]) -> float:
    """Percent of utterances of a locale that are told right."""
    right = sum(identifier.identify(text, among)[0] == locale for text in said)
    return round(100 * right / max(len(said), 1), 2)


def _trained(
    said: Sequence[tuple[str, int]], locales: Sequence[str], epochs: float, seed: int, step: Step
) -> LanguageIdentifier:
    torch.manual_seed(seed)
    rng = random.Random(seed)
    table = nn.EmbeddingBag(BUCKETS, len(locales), mode="sum", sparse=True)
    nn.init.zeros_(table.weight)
    bias = nn.Parameter(torch.zeros(len(locales)))
    optimizers = (torch.optim.Adagrad([table.weight], _RATE * 5), torch.optim.Adagrad([bias], _RATE))
    items = [(buckets(text, BUCKETS), place) for text, place in said]
    items = [item for item in items if len(item[0])]
    batches = max(1, round(epochs * len(items) / _BATCH))
    order: list[int] = []
    for batch in range(batches):
        if len(order) < _BATCH:
            order += rng.sample(range(len(items)), len(items))
        drawn, order = [items[place] for place in order[:_BATCH]], order[_BATCH:]
        loss = functional.cross_entropy(
            _scores(table, [ids for ids, _ in drawn]) + bias, torch.tensor([y for _, y in drawn])
        )
        for optimizer in optimizers:
            optimizer.zero_grad()
        torch.autograd.backward(loss)
        for optimizer in optimizers:
            optimizer.step()
        step(batch + 1, batches, f"loss {float(loss.detach()):.3f}")
    weight = table.weight.detach().numpy()
    scale = np.abs(weight).max(0).clip(1e-6) / 127
    return LanguageIdentifier(
        tuple(locales),
        (weight / scale).round().astype(np.int8),
        scale.astype(np.float32),
        bias.detach().numpy().astype(np.float32),
    )


def _scores(table: nn.EmbeddingBag, bags: Sequence[NDArray[np.int64]]) -> torch.Tensor:
    kept = [ids[torch.rand(len(ids)).numpy() >= _DROPPED] if len(ids) > _FEW else ids for ids in bags]
    offsets = np.cumsum([0, *(len(ids) for ids in kept[:-1])])
    summed: torch.Tensor = table(torch.from_numpy(np.concatenate(kept)), torch.from_numpy(offsets))
    return summed / torch.tensor([len(ids) for ids in kept]).sqrt()[:, None]
