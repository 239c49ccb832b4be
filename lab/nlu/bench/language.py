"""Language of typed text: our small linear model beside lingua, on short commands."""

import statistics
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.errors import AssistantError
from lab.nlu.training.massive_release import texts
from nlu.language_id import MODEL, open_identifier
from runtime.measure import Spread, spread
from runtime.provenance import Provenance

_HOME = "en"
Step = Callable[[int, int, str], None]
Read = Callable[[str, Sequence[str]], str]


class Teller(BaseModel):
    """What one way to tell languages got right.

    Attributes:
        all: Percent right for each language, all of them in question.
        pair: Percent right for each language, only it and English in question.
        mean_all: Mean of ``all``.
        mean_pair: Mean of ``pair``.
        milliseconds: Processor time for one utterance, all languages in question.
    """

    model_config = ConfigDict(frozen=True)

    all: dict[str, float]
    pair: dict[str, float]
    mean_all: float
    mean_pair: float
    milliseconds: Spread


class LanguageRecord(BaseModel):
    """What was measured, on dev utterances of the languages that both know.

    Attributes:
        provenance: Machine, versions, commit, command.
        utterances: Of each language.
        megabytes: Of our model.
        tellers: By name.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    utterances: int
    megabytes: float
    tellers: dict[str, Teller]


def bench_language(data: Path, most: int, step: Step) -> LanguageRecord:
    """Tell the language of dev utterances.

    Args:
        data: Folder of MASSIVE.
        most: Utterances of each language.
        step: Told what is done.
    """
    identifier = open_identifier()
    known, by_lingua = _lingua(sorted({locale.partition("-")[0] for locale in identifier.locales}))
    locales = {locale.partition("-")[0]: locale for locale in reversed(identifier.locales)}
    said = {language: texts(data, locales[language], "dev", most) for language in known}
    readers: dict[str, Read] = {
        "linear": lambda text, among: identifier.identify(text, among)[0],
        "lingua": by_lingua,
    }
    tellers = {}
    for done, (name, read) in enumerate(readers.items()):
        step(done, len(readers), name)
        tellers[name] = _measured(said, read)
    return LanguageRecord(
        provenance=Provenance.here(f"python -m lab bench language --data DATA --most {most}"),
        utterances=most,
        megabytes=round(MODEL.stat().st_size / 1e6, 2),
        tellers=tellers,
    )


def _measured(said: Mapping[str, Sequence[str]], read: Read) -> Teller:
    everything = list(said)
    seconds: list[float] = []
    right: dict[str, float] = {}
    pair: dict[str, float] = {}
    for language, utterances in said.items():
        found = []
        for text in utterances:
            start = time.thread_time()
            found.append(read(text, everything))
            seconds.append(time.thread_time() - start)
        right[language] = _percent([each == language for each in found])
        if language != _HOME:
            pair[language] = _percent([read(text, (_HOME, language)) == language for text in utterances])
    return Teller(
        all=right,
        pair=pair,
        mean_all=round(statistics.fmean(right.values()), 2),
        mean_pair=round(statistics.fmean(pair.values()), 2),
        milliseconds=spread(seconds),
    )


def _lingua(wanted: Sequence[str]) -> tuple[list[str], Read]:
    """The languages that lingua knows, and a reader that is built once for each set of languages."""
    try:
        from lingua import IsoCode639_1, Language, LanguageDetectorBuilder
    except ImportError as error:
        remedy = "Run: pip install 'voice-assistant-reference[lab]'"
        raise AssistantError("bench.missing", "lingua is not installed.", remedy) from error
    codes = {language.iso_code_639_1.name.lower(): language for language in Language.all()}
    built: dict[tuple[str, ...], Any] = {}

    def read(text: str, among: Sequence[str]) -> str:
        key = tuple(among)
        if key not in built:
            isos = [getattr(IsoCode639_1, code.upper()) for code in key]
            built[key] = LanguageDetectorBuilder.from_iso_codes_639_1(*isos).build()
        found = built[key].detect_language_of(text)
        return found.iso_code_639_1.name.lower() if found else ""

    return [code for code in wanted if code in codes], read


def _percent(marks: Sequence[bool]) -> float:
    return round(100 * sum(marks) / max(len(marks), 1), 1)
