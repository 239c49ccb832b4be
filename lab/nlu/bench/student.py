"""Understanding: how quick, how small, how right, and how much its confidences can be trusted."""

import random
import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from lab.nlu.bench.memory import Memory, measure_memory
from lab.nlu.bench.rivals import Asked, Rival, by_hassil, by_student, languages, meant, race, sampled
from lab.nlu.training import massive
from lab.nlu.training.calibration import calibration_error
from lab.nlu.training.massive import Example
from lab.nlu.training.scope import ScopeScores, scope_scores
from lab.nlu.training.scoring import Labelled, Scores, score
from nlu.card import Card
from nlu.exported import build_student
from nlu.student import MODEL, Student, annotated, open_student, student_spec
from runtime import Graph
from runtime.eager import open_reference
from runtime.measure import Spread, spread
from runtime.provenance import Provenance

_SEED = 1
_COMPARED = 400  # utterances of MASSIVE in the comparison with hassil
_ROUNDS = 7
_LONGEST = 10_000  # characters
_ODD = (
    *(
        "",
        " ",
        "?!",
        "\x00\x1b",
        "a",
        "你好",
        "ﷺ",
        "e\u0301",
        "é,",
        "ab ",
        "a. ",
        "🙂",
        "👩\u200d👩\u200d👧",
        "\u200f",
        "\ud800",
    ),
    *("\u202eabc", "שלום hello 今日 ", "١٢٣ ", "０", "ก", "...a"),
)
Step = Callable[[int, int, str], None]


class LocaleScores(Scores):
    """Scores of one locale's dev utterances, and how far its confidences are from the truth.

    Attributes:
        calibration_error: Expected calibration error of the intents, in percent.
        accepted: Percent of the utterances, all in scope, that were taken for such.
    """

    calibration_error: float
    accepted: float


class Comparison(BaseModel):
    """Readers side by side on the same utterances.

    Attributes:
        utterances: How many.
        chosen: Which.
        ratios: Median processor time of the others to that of the int8 student.
        readers: What each did.
    """

    model_config = ConfigDict(frozen=True)

    utterances: int
    chosen: str
    ratios: dict[str, float]
    readers: dict[str, Rival]


class NluRecord(BaseModel):
    """What was measured of the model that ships.

    Attributes:
        provenance: Machine, versions, commit, command.
        megabytes: Size of each of the model's files, 10^6 bytes.
        memory: Resident megabytes of understanding alone.
        comparisons: With torch and hassil, on sentences from hassil's templates and, with data, on MASSIVE's.
        any_text: Slowest kind of odd text of 10,000 characters: median milliseconds of processor time.
        odd: Milliseconds of processor time over all odd texts.
        locales: Dev scores for each locale; empty without data.
        mean: Their mean.
        scope: How well other sentences are told from commands; none without them.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    megabytes: dict[str, float]
    memory: Memory
    comparisons: tuple[Comparison, ...]
    any_text: float
    odd: Spread
    locales: dict[str, LocaleScores]
    mean: LocaleScores | None
    scope: ScopeScores | None


def bench_nlu(data: Path | None, text: Path | None, most: int, step: Step) -> NluRecord:
    """Measure the model that ships, at one thread.

    Args:
        data: Folder of MASSIVE, for scores and for a comparison on what people said.
        text: Folder of CLINC150, for sentences that are out of scope; it wants MASSIVE's English commands too.
        most: Utterances of each locale that are scored.
        step: Told what is done.
    """
    student = open_student("cpu")
    known = student.card.locales
    dev = {locale: massive.read(data, [locale], "dev") for locale in known} if data else {}
    readers = {"student int8": by_student(student), "torch fp32": by_student(_eager(student)), "hassil": by_hassil()}
    comparisons = [_compared(sampled(_SEED), "sampled from hassil's own templates", known, readers)]
    if dev:
        said = "dev utterances of MASSIVE whose intent Home Assistant has too"
        comparisons.append(_compared(_household(dev), said, known, readers))
    odd = [_odd_times(student, text) for text in _ODD]
    scores = {}
    for done, (locale, examples) in enumerate(dev.items()):
        step(done, len(dev), locale)
        scores[locale] = evaluate(student, examples[:most])
    command = (
        "python -m lab bench nlu" + (f" --data DATA --most {most}" if data else "") + (" --text TEXT" if text else "")
    )
    english = [example.annotated.text for example in dev.get("en-US", ())]
    return NluRecord(
        provenance=Provenance.here(command),
        megabytes={file.name: round(file.stat().st_size / 1e6, 2) for file in sorted(MODEL.iterdir())},
        memory=measure_memory([(each.text, each.locale) for each in sampled(_SEED) if _reads(known, each)][:200]),
        comparisons=tuple(comparisons),
        any_text=max(spread(times).p50 for times in odd),
        odd=spread([seconds for times in odd for seconds in times]),
        locales=scores,
        mean=_mean(list(scores.values())) if scores else None,
        scope=scope_scores(student, english, text) if text and english else None,
    )


def evaluate(student: Student, examples: Sequence[Example]) -> LocaleScores:
    """Score the student as it is used: one utterance at a time, through its runtime."""
    found = [student.understand(example.annotated.text, example.locale) for example in examples]
    pairs = [
        (Labelled(example.intent, example.annotated), Labelled(each.intent, annotated(each)))
        for example, each in zip(examples, found, strict=True)
    ]
    wrong = np.array([gold.intent != got.intent for gold, got in pairs], np.int64)
    confidence = np.array([(each.confidence, 0.0) for each in found], np.float32)
    return LocaleScores(
        **score(pairs).model_dump(),
        calibration_error=100 * calibration_error(confidence, wrong),
        accepted=100 * statistics.fmean(each.in_scope for each in found),
    )


def _eager(student: Student) -> Student:
    path = MODEL / "student.onnx"
    graph = Graph(student_spec(student.card), path, partial(build_student, path, Card.load(MODEL).shape))
    return Student(open_reference(graph), student.card, student.labels, student.tokenizer)


def _household(dev: Mapping[str, Sequence[Example]]) -> list[Asked]:
    """Dev utterances with an intent that Home Assistant has too, in the languages of both."""
    asked = [
        Asked(example.annotated.text, locale, meant(example.intent))
        for locale, examples in dev.items()
        if locale.partition("-")[0] in languages()
        for example in examples
        if meant(example.intent)
    ]
    return random.Random(_SEED).sample(asked, min(_COMPARED, len(asked)))


def _reads(known: Sequence[str], asked: Asked) -> bool:
    return asked.locale.partition("-")[0] in {locale.partition("-")[0] for locale in known}


def _compared(
    asked: Sequence[Asked],
    chosen: str,
    known: Sequence[str],
    readers: Mapping[str, Callable[[Asked], str | None]],
) -> Comparison:
    asked = [each for each in asked if _reads(known, each)]
    for each in asked[:20]:
        for read in readers.values():
            read(each)
    rivals = race(asked, readers)
    quickest = rivals["student int8"].processor.p50
    ratios = {name: round(rival.processor.p50 / quickest, 2) for name, rival in rivals.items()}
    return Comparison(utterances=len(asked), chosen=chosen, ratios=ratios, readers=rivals)


def _odd_times(student: Student, kind: str) -> list[float]:
    text = (kind * _LONGEST)[:_LONGEST]
    times = []
    for _ in range(_ROUNDS):
        start = time.thread_time()
        student.understand(text, student.card.locales[0])
        times.append(time.thread_time() - start)
    return times


def _mean(scores: Sequence[LocaleScores]) -> LocaleScores:
    rates = {name for name in LocaleScores.model_fields if name != "utterances"}
    means = {name: statistics.fmean(getattr(each, name) for each in scores) for name in rates}
    return LocaleScores(utterances=sum(each.utterances for each in scores), **means)
