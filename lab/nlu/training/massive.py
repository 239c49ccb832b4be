"""MASSIVE (arXiv 2204.08582): a million annotated utterances in 52 locales, in its public format."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from nlu.annotation import Annotated, parse
from nlu.errors import NluError

Partition = Literal["train", "dev", "test"]


@dataclass(frozen=True, slots=True)
class Example:
    """One utterance.

    Attributes:
        id: The same for translations of one another.
        locale: Its language.
        intent: Empty for an utterance without labels, slots included.
        annotated: Its words and slots.
        inside: Whether it is something the assistant is for.
    """

    id: str
    locale: str
    intent: str
    annotated: Annotated
    inside: bool = True


def locales(folder: Path) -> tuple[str, ...]:
    """Locales that the release in ``folder`` holds."""
    return tuple(sorted(file.stem for file in _files(folder)))


def read(folder: Path, wanted: Iterable[str], partition: Partition) -> list[Example]:
    """Read one partition of some locales.

    Args:
        folder: Where the release was unpacked.
        wanted: Locales such as ``de-DE``.
        partition: Which third of the data.

    Raises:
        NluError: ``data.locale`` or ``data.missing``.
    """
    files = {file.stem: file for file in _files(folder)}
    examples = []
    for locale in wanted:
        if locale not in files:
            raise NluError("data.locale", f"MASSIVE has no '{locale}'.", f"Choose from {', '.join(sorted(files))}.")
        for line in files[locale].read_text("utf-8").splitlines():
            row = json.loads(line)
            if row["partition"] == partition:
                annotated = parse(row["annot_utt"], row["utt"])
                examples.append(Example(row["id"], locale, row["intent"], annotated))
    return examples


def fingerprint(examples: Sequence[Example]) -> str:
    """SHA-256 over everything a training sees of its examples."""
    digest = hashlib.sha256()
    for example in examples:
        digest.update(f"{example.locale}\t{example.id}\t{example.intent}\t{example.annotated}\n".encode())
    return digest.hexdigest()


def _files(folder: Path) -> list[Path]:
    files = sorted(folder.rglob("??-??.jsonl"))
    if not files:
        raise NluError(
            "data.missing",
            f"No MASSIVE files under {folder}.",
            "Unpack MASSIVE 1.x there or pass its folder by --data.",
        )
    return files
