"""The same utterances through the shipped student, through torch, and through hassil's templates."""

import itertools
import random
import re
import time
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.errors import AssistantError
from nlu.student import Student
from runtime.measure import Spread, spread

_FOR_EACH_TEMPLATE = 200  # sentences made of one template, of which some are drawn
_FOR_EACH_INTENT = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """An utterance of a household, and the intents of Home Assistant that are right for it."""

    text: str
    locale: str
    right: frozenset[str]


class Rival(BaseModel):
    """What one reader did with the utterances.

    Attributes:
        milliseconds: For one utterance, by the wall.
        processor: The same in processor time of the one thread, which other work on the machine does not lengthen.
        understood: Percent for which it gave any intent.
        right: Percent for which it gave the right one.
        right_of_shared: Percent right of those that hassil gave any intent for.
    """

    model_config = ConfigDict(frozen=True)

    milliseconds: Spread
    processor: Spread
    understood: float
    right: float
    right_of_shared: float


def race(asked: Sequence[Asked], readers: Mapping[str, Callable[[Asked], str | None]]) -> dict[str, Rival]:
    """Ask every reader every utterance, turn by turn, so that whatever else the machine does meets all alike.

    Args:
        asked: Utterances.
        readers: By name; each gives an intent of MASSIVE or Home Assistant, or None.
    """
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in readers}
    answers: dict[str, list[str | None]] = {name: [] for name in readers}
    for each in asked:
        for name, read in readers.items():
            start = time.perf_counter(), time.thread_time()
            answers[name].append(read(each))
            times[name].append((time.perf_counter() - start[0], time.thread_time() - start[1]))
    shared = [answer is not None for answer in answers.get("hassil", [])] or [True] * len(asked)
    rivals = {}
    for name, given in answers.items():
        right = [bool(_meanings(answer) & each.right) for answer, each in zip(given, asked, strict=True)]
        rivals[name] = Rival(
            milliseconds=spread([wall for wall, _ in times[name]]),
            processor=spread([spent for _, spent in times[name]]),
            understood=_percent([answer is not None for answer in given]),
            right=_percent(right),
            right_of_shared=_percent(list(itertools.compress(right, shared))),
        )
    return rivals


def by_student(student: Student) -> Callable[[Asked], str | None]:
    """A reader; what it takes for out of scope it gives no intent."""

    def read(asked: Asked) -> str | None:
        meaning = student.understand(asked.text, asked.locale)
        return meaning.intent if meaning.in_scope else None

    return read


def by_hassil() -> Callable[[Asked], str | None]:
    """A reader that compares with Home Assistant's sentence templates, for a home with the devices of ``home.toml``."""
    from hassil.recognize import recognize

    def read(asked: Asked) -> str | None:
        language = asked.locale.partition("-")[0]
        intents, names = _templates(language)
        found = recognize(asked.text, intents, slot_lists=names, language=language)
        return found.intent.name if found else None

    return read


def sampled(seed: int) -> list[Asked]:
    """Sentences made from Home Assistant's own templates, for the intents that MASSIVE has too.

    Left out: templates that need a room from their context, other devices than lights, and free text.
    """
    from hassil.intents import WildcardSlotList
    from hassil.sample import sample_sentence

    rng = random.Random(seed)
    wanted = {name for names in _table()["intents"].values() for name in names}
    asked = []
    for language in _table()["home"]:
        intents, names = _templates(language)
        for name in sorted(wanted & intents.intents.keys()):
            texts: list[str] = []
            for data in intents.intents[name].data:
                if data.requires_context or data.slots.get("domain") not in (None, "light"):
                    continue
                for sentence in data.sentences:
                    rules = {**intents.expansion_rules, **data.expansion_rules}
                    lists = {**intents.slot_lists, **names, **data.slot_lists}
                    slots = [lists.get(slot) for slot in sentence.list_names(rules)]
                    if any(slot is None or isinstance(slot, WildcardSlotList) for slot in slots):
                        continue
                    made = sample_sentence(sentence, lists, rules, language=language, expand_ranges=False)
                    some = list(itertools.islice(made, _FOR_EACH_TEMPLATE))
                    texts += rng.sample(some, min(3, len(some)))
            for text in rng.sample(texts, min(_FOR_EACH_INTENT, len(texts))):
                filled = re.sub(r"\{\w+\}", lambda _: str(rng.randrange(10, 100)), text)
                asked.append(Asked(" ".join(filled.split()), language, frozenset({name})))
    rng.shuffle(asked)
    return asked


def meant(intent: str) -> frozenset[str]:
    """The intents of Home Assistant that mean what one of MASSIVE means; none where it has none."""
    return frozenset(_table()["intents"].get(intent, ()))


def languages() -> tuple[str, ...]:
    """Languages that utterances are compared in."""
    return tuple(_table()["home"])


def _meanings(answer: str | None) -> frozenset[str]:
    if answer is None:
        return frozenset()
    return frozenset({answer}) if answer.startswith("Hass") else meant(answer)


def _percent(marks: Sequence[bool]) -> float:
    return round(100 * sum(marks) / max(len(marks), 1), 1)


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(files("lab.nlu.bench").joinpath("home.toml").read_text("utf-8"))


@cache
def _templates(language: str) -> tuple[Any, dict[str, Any]]:
    try:
        import home_assistant_intents
        from hassil.intents import Intents, TextSlotList
    except ImportError as error:
        raise AssistantError(
            "bench.missing", "hassil is not installed.", "Run: pip install 'voice-assistant-reference[lab]'"
        ) from error
    templates: Any = home_assistant_intents.get_intents(language)
    intents = Intents.from_dict(templates)
    home = _table()["home"][language]
    return intents, {kind: TextSlotList.from_strings(words, name=kind) for kind, words in home.items()}
