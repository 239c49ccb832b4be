"""From a teacher and a text to the addons of our own voices, with the record of how they were made."""

import csv
import json
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import nn

from lab.tts.training import acoustic, attention, vocoder
from lab.tts.training.corpus import Corpus, synthesise
from lab.tts.training.fitting import Plan
from tts.picture import draw_curve
from tts.voices import ADDONS, AddonVoice

_SPECTRA = 900  # utterances whose spectra the vocoder learns from: half an hour


def learn_voices(teacher: AddonVoice, lines: Iterable[str], work: Path, out: Path) -> dict[str, Any]:
    """Make the corpus, train the three models, and write the addons ``wren`` and ``robin``; resumes.

    Args:
        teacher: The voice to learn from.
        lines: Sentences, none of a test set.
        work: For the corpus and the checkpoints.
        out: Gets one folder a voice, with weights, record and curves.

    Returns:
        The record.
    """
    corpus = synthesise(teacher, lines, work / "corpus", _SPECTRA)
    parallel = acoustic.train_acoustic(corpus, work / "acoustic")
    smooth = [parallel.mel_of(utterance) for utterance in corpus.utterances[: corpus.record["with_parts"]]]
    speaking = vocoder.train_vocoder(corpus, work / "vocoder")
    trained = {
        "acoustic": (parallel, (acoustic.PLAN,)),
        "vocoder": (vocoder.match_vocoder(speaking, corpus, smooth, work / "matching"), vocoder.PLANS),
        "attention": (attention.train_attention(corpus, parallel, work / "attention"), (attention.PLAN,)),
    }
    return write_addons(corpus, trained, work, out)


def write_addons(
    corpus: Corpus, trained: Mapping[str, tuple[nn.Module, tuple[Plan, ...]]], work: Path, out: Path
) -> dict[str, Any]:
    """Write the weights in half precision, the curves and the record of every trained model."""
    places = {"vocoder": ("wren", "vocoder"), "acoustic": ("wren", "acoustic"), "attention": ("robin", "acoustic")}
    record: dict[str, Any] = {"corpus": corpus.record}
    for name, (module, plans) in trained.items():
        voice, file = places[name]
        folder = out / voice
        folder.mkdir(parents=True, exist_ok=True)
        for unchanged in ("addon.json", "phonemes.json"):
            shutil.copy(ADDONS / voice / unchanged, folder)
        weights = {key: tensor.detach().to(torch.float16) for key, tensor in module.state_dict().items()}
        save_file(weights, folder / f"{file}.safetensors")
        draw_curve(work / name / "curve.csv", folder / f"{file}-training.png")
        record[name] = {"plans": [asdict(plan) for plan in plans], "losses": _last_losses(work / name / "curve.csv")}
        (folder / f"{file}-training.json").write_text(
            json.dumps({"corpus": corpus.record, **record[name]}, indent=2) + "\n", encoding="utf-8"
        )
    return record


def _last_losses(curve: Path) -> dict[str, str]:
    with curve.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))[-1]
