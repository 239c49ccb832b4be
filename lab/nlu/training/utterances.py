"""What people say: MASSIVE's commands, and sentences that are nothing the assistant is for."""

import hashlib
import json
import random
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Literal

from lab.nlu.training import massive
from nlu.errors import NluError

Half = Literal["fit", "score"]
_FEWEST_LETTERS, _MOST_WORDS = 4, 16


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something said.

    Attributes:
        id: The same for translations of one another, so that they stay on one side of a split.
        text: Its words.
        locale: Its language.
        intent: What is meant; empty for nothing the assistant is for.
        source: Where it is from.
    """

    id: str
    text: str
    locale: str
    intent: str
    source: str


def commands(folder: Path, locales: Sequence[str], partition: massive.Partition) -> list[Utterance]:
    """One partition of MASSIVE."""
    return [
        Utterance(example.id, example.annotated.text, example.locale, example.intent, f"massive.{partition}")
        for example in massive.read(folder, locales, partition)
    ]


def half(utterance: Utterance) -> Half:
    """Which half of its partition an utterance belongs to, by its id: a fixed coin."""
    return "fit" if hashlib.sha256(utterance.id.encode()).digest()[0] % 2 else "score"


def elsewhere(folder: Path, partition: Literal["train", "val"]) -> list[Utterance]:
    """CLINC150 (arXiv 1909.02027): what the assistant serves too, under MASSIVE's intents, and what it does not.

    Intents that are partly served are left out.

    Args:
        folder: Holds ``clinc150-train-val.json``.
        partition: Which part.
    """
    file = folder / "clinc150-train-val.json"
    if not file.exists():
        raise NluError("data.missing", f"There is no {file}.", "Name its folder by --text.")
    table = json.loads(file.read_text("utf-8"))
    served, partly = _clinc()
    rows = [*table[partition], *table["oos_train" if partition == "train" else "oos_val"]]
    return [
        Utterance(f"clinc-{place}", text, "en-US", served.get(intent, ""), f"clinc.{partition}.{_kind(intent)}")
        for place, (text, intent) in enumerate(rows)
        if intent not in partly
    ]


def _kind(intent: str) -> str:
    served, _ = _clinc()
    return "oos" if intent == "oos" else "served" if intent in served else "unserved"


@cache
def _clinc() -> tuple[Mapping[str, str], frozenset[str]]:
    table = tomllib.loads(files("lab.nlu.training").joinpath("clinc.toml").read_text(encoding="utf-8"))
    return table["served"], frozenset(table["partly"])


def fingerprint(utterances: Iterable[Utterance]) -> str:
    """SHA-256 over everything a training sees of its utterances."""
    digest = hashlib.sha256()
    for utterance in utterances:
        digest.update(f"{utterance.id}\t{utterance.locale}\t{utterance.intent}\t{utterance.text}\n".encode())
    return digest.hexdigest()


def sentences(folder: Path, locales: Sequence[str], most: int, chance: random.Random) -> list[Utterance]:
    """Sentences of Tatoeba, which are about anything: at most so many for each locale.

    Args:
        folder: Holds ``tatoeba/v1/tatoeba.deu-eng.deu`` and its like.
        locales: Those whose language Tatoeba's files are named for.
        most: For each locale.
        chance: Draws them.
    """
    found = []
    for locale in locales:
        lines = _lines(folder, locale)
        chance.shuffle(lines)
        for place, line in enumerate(lines[:most]):
            found.append(Utterance(f"tatoeba-{locale}-{place}", line, locale, "", "tatoeba"))
    return found


def _lines(folder: Path, locale: str) -> list[str]:
    from babel import Locale

    code = _ALPHA3.get(locale.partition("-")[0]) or Locale.parse(locale.replace("-", "_")).language
    pattern = "*-eng.eng" if code == "eng" else f"tatoeba.{code}-eng.{code}"
    lines = {
        " ".join(line.split())
        for file in sorted((folder / "tatoeba").rglob(pattern))
        for line in file.read_text("utf-8").splitlines()
    }
    return sorted(filter(_is_sayable, lines))


def _is_sayable(line: str) -> bool:
    return sum(map(str.isalnum, line)) >= _FEWEST_LETTERS and len(line.split()) <= _MOST_WORDS


_ALPHA3 = {
    "af": "afr", "am": "amh", "ar": "ara", "az": "aze", "bn": "ben", "ca": "cat", "cy": "cym", "da": "dan",
    "de": "deu", "el": "ell", "en": "eng", "es": "spa", "fa": "fas", "fi": "fin", "fr": "fra", "he": "heb",
    "hi": "hin", "hu": "hun", "hy": "hye", "id": "ind", "is": "isl", "it": "ita", "ja": "jpn", "jv": "jav",
    "ka": "kat", "km": "khm", "kn": "kan", "ko": "kor", "lv": "lav", "ml": "mal", "mn": "mon", "ms": "zsm",
    "my": "mya", "nb": "nob", "nl": "nld", "pl": "pol", "pt": "por", "ro": "ron", "ru": "rus", "sl": "slv",
    "sq": "sqi", "sv": "swe", "sw": "swa", "ta": "tam", "te": "tel", "th": "tha", "tl": "tgl", "tr": "tur",
    "ur": "urd", "vi": "vie", "zh": "cmn",
}  # fmt: skip
