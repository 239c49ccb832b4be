"""What a recogniser makes of wishes in several wordings, said by many people; kept, so that each is heard once."""

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from asr.recognizer import open_recognizer
from asr.transcript import Recognizer
from dialog.learning.guardrails import Guardrails
from dialog.learning.turn import key
from lab.dialog.rephrase.pairs import wish
from lab.nlu.training import massive
from lab.nlu.training.massive import Example
from lab.tts.studio import Studio, Take
from nlu.values.numbers import digits
from runtime import ModelStore

Progress = Callable[[int, int], None]

_SMALL_TALK = frozenset({"general_quirky", "general_greet", "qa_factoid"})
_WORDS = range(3, 10)


@dataclass(frozen=True, slots=True)
class Wish:
    """What somebody wants.

    Attributes:
        meaning: Intent and slot values by the annotation.
        wordings: Ways to put it, each annotated by people.
    """

    meaning: str
    wordings: tuple[Example, ...]


@dataclass(frozen=True, slots=True)
class SpokenCorpus:
    """Wishes of one language, as they were heard.

    Attributes:
        locale: The language.
        wishes: What people may want.
        heard: What was heard, for text and take: all hypotheses, the best first; one empty text for silence.
    """

    locale: str
    wishes: tuple[Wish, ...]
    heard: Mapping[tuple[str, Take], tuple[str, ...]]


def wishes(data: Path, locale: str, count: int, wordings: int, seed: int) -> tuple[Wish, ...]:
    """Wishes that people put in several ways, drawn by lot.

    Left out are small talk, free questions, numbers and initials in slots, whose spelling is the recogniser's choice,
    and what the guardrails would not learn anyway.

    Args:
        data: Folder of MASSIVE.
        locale: The language.
        count: At most so many.
        wordings: Of each.
        seed: Of the lot.
    """
    left_out = _SMALL_TALK | Guardrails().risky
    groups: defaultdict[str, dict[str, Example]] = defaultdict(dict)
    for example in massive.read(data, [locale], "train") + massive.read(data, [locale], "dev"):
        values = [example.annotated.text[span.start : span.end] for span in example.annotated.spans]
        plain = values and not any(char.isdigit() or char == "." for text in values for char in digits(text, locale))
        if plain and len(example.annotated.text.split()) in _WORDS and example.intent not in left_out:
            groups[wish(example)].setdefault(key(example.annotated.text), example)
    several = sorted(meaning for meaning, group in groups.items() if len(group) >= wordings)
    chance = np.random.default_rng(seed)
    found = []
    for meaning in chance.permutation(several)[:count]:
        group = sorted(groups[meaning].values(), key=lambda example: example.id)
        chosen = chance.choice(len(group), wordings, replace=False)
        found.append(Wish(str(meaning), tuple(group[place] for place in chosen)))
    return tuple(found)


def hear(
    store: ModelStore,
    locale: str,
    wanted: Sequence[Wish],
    takes: Sequence[Take],
    folder: Path,
    progress: Progress,
) -> SpokenCorpus:
    """Have every wording said in every take and heard; what is in the folder already is not heard again.

    Args:
        store: Models of voices and recognisers.
        locale: The language.
        wanted: The wishes.
        takes: Who says each of their wordings, and how often.
        folder: Keeps what was heard.
        progress: Called after each wording.
    """
    folder.mkdir(parents=True, exist_ok=True)
    language = locale.partition("-")[0]
    studio = Studio(store)
    recognizer: Recognizer | None = None
    heard: dict[tuple[str, Take], tuple[str, ...]] = {}
    texts = [example.annotated.text for one in wanted for example in one.wordings]
    for place, text in enumerate(texts, 1):
        for take in takes:
            file = folder / f"{_name(locale, text, take)}.json"
            if not file.exists():
                recognizer = recognizer or open_recognizer(store, "cpu", languages=(language,))
                transcript = recognizer.transcribe(studio.record(text, take))
                guesses = [transcript.text, *(other.text for other in transcript.hypotheses[1:])]
                said = {"said": text, "take": str(take), "heard": guesses}
                file.write_text(json.dumps(said, ensure_ascii=False), encoding="utf-8")
            heard[text, take] = tuple(json.loads(file.read_text(encoding="utf-8"))["heard"])
        progress(place, len(texts))
    return SpokenCorpus(locale, tuple(wanted), heard)


def _name(locale: str, text: str, take: Take) -> str:
    return hashlib.sha256(f"{locale}|{text}|{take}".encode()).hexdigest()[:24]
