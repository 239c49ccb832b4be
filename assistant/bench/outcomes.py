"""Whether the task comes out as well on every runtime: words heard, utterances understood."""

from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from pydantic import BaseModel, ConfigDict

from asr.bench.accuracy import judged, transcribed
from asr.bench.recordings import read_recordings
from asr.recognizer import open_recognizer
from nlu.student import open_student
from nlu.training.massive import read
from nlu.training.release import evaluate
from runtime import Device, ModelStore
from runtime.machine import Machine, this_machine

WITHIN: Final = 1.0  # points by which an outcome may differ from the cpu's
_PATIENCE: Final = 3600.0
Step = Callable[[int, int, str], None]


class Outcome(BaseModel):
    """A score of one runtime.

    Attributes:
        measure: Such as ``word errors (%)``.
        device: The runtime.
        score: In percent.
        count: Words or utterances.
    """

    model_config = ConfigDict(frozen=True)

    measure: str
    device: Device
    score: float
    count: int


class OutcomeRecord(BaseModel):
    """All scores of one run.

    Attributes:
        command: That makes it again.
        machine: Where.
        within: Points by which a score may differ from the cpu's.
        outcomes: Scores.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    machine: Machine
    within: float
    outcomes: tuple[Outcome, ...]

    @property
    def apart(self) -> tuple[Outcome, ...]:
        """Those that differ from the cpu's by more."""
        base = {one.measure: one.score for one in self.outcomes if one.device == "cpu"}
        return tuple(
            one for one in self.outcomes if abs(one.score - base.get(one.measure, one.score)) > self.within + 1e-9
        )


def compare_outcomes(
    root: Path, speech: Path | None, massive: Path | None, locales: Sequence[str], devices: Sequence[Device], step: Step
) -> OutcomeRecord:
    """Score every runtime, each in a process of its own.

    Args:
        root: The model store's folder.
        speech: Recordings with ``manifest.json``; hearing is left out without them.
        massive: Folder where MASSIVE was unpacked; understanding is left out without it.
        locales: To understand.
        devices: Runtimes, the cpu among them.
        step: Told how much is done.
    """
    work: list[tuple[Callable[..., Outcome], tuple[object, ...]]] = []
    for device in devices:
        work += [(_hear, (root, speech, device))] if speech else []
        work += [(_understand, (massive, locale, device)) for locale in locales if massive]
    outcomes = []
    for done, (score, given) in enumerate(work):
        step(done, len(work), f"{score.__name__.strip('_')} on {given[-1]}")
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            outcomes.append(pool.submit(score, *given).result(_PATIENCE))
    command = "assistant bench outcomes" + " --speech DATA" * bool(speech) + " --massive DATA" * bool(massive)
    command += "".join(f" --locale {locale}" for locale in locales if massive)
    return OutcomeRecord(command=command, machine=this_machine(), within=WITHIN, outcomes=tuple(outcomes))


def _hear(root: Path, speech: Path, device: Device) -> Outcome:
    recordings = [one for one in read_recordings(speech) if one.language == "en" and one.text is not None]
    heard = judged(transcribed(open_recognizer(ModelStore(root), device), recordings))
    words = sum(one.words for one in heard)
    errors = 100 * sum(one.errors for one in heard) / words
    return Outcome(measure="English word errors (%)", device=device, score=round(errors, 2), count=words)


def _understand(massive: Path, locale: str, device: Device) -> Outcome:
    scores = evaluate(open_student(device), read(massive, [locale], "dev"))
    measure = f"{locale} exact match (%)"
    return Outcome(measure=measure, device=device, score=round(scores.exact_match, 2), count=scores.utterances)
