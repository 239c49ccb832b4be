"""Whether the task comes out as well on every runtime: words heard and spoken, utterances understood, conversations."""

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, Literal

import numpy as np
import soxr
from pydantic import BaseModel, ConfigDict

from asr.activity import RATE
from asr.recognizer import open_recognizer
from asr.whisper.recognizer import open_whisper
from assistant.config import Config, RuntimeSettings
from assistant.networks import Networks
from assistant.script.reading import read_scripts
from assistant.script.runner import play
from lab.asr.accuracy import judged, normalizer, transcribed, word_errors
from lab.asr.recordings import read_recordings
from lab.nlu.training.massive import read
from lab.nlu.training.release import evaluate
from lab.tts.bench import read_sentences
from nlu.student import open_student
from runtime import Audio, Device, ModelStore
from runtime.machine import Machine, this_machine

WITHIN: Final = 1.0  # points by which an outcome may differ from the cpu's
_PATIENCE: Final = 3600.0
_SILENCE: Final = 4800  # samples around a sentence: Whisper says again what ends in the middle of a sound
_MIXED: Final = RuntimeSettings(asr="fixed", nlu="cpu", dialog="fixed", tts="cpu")
Step = Callable[[int, int, str], None]
Where = Device | Literal["mixed"]


@dataclass(frozen=True, slots=True)
class Tasks:
    """What to score; what is absent is left out.

    Attributes:
        speech: Recordings with ``manifest.json``, to hear in English with both passes.
        massive: Folder where MASSIVE was unpacked, to understand.
        locales: Of MASSIVE.
        conversations: YAML files of scripted conversations.
        voice: Whether sentences are spoken and heard again.
    """

    speech: Path | None = None
    massive: Path | None = None
    locales: tuple[str, ...] = ("en-US",)
    conversations: tuple[Path, ...] = ()
    voice: bool = False


class Outcome(BaseModel):
    """A score of one runtime.

    Attributes:
        measure: Such as ``word errors (%)``.
        device: The runtime; ``mixed`` where the stages have different ones.
        score: In percent.
        count: Words, utterances or conversations.
    """

    model_config = ConfigDict(frozen=True)

    measure: str
    device: Where
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


def compare_outcomes(root: Path, tasks: Tasks, devices: Sequence[Device], command: str, step: Step) -> OutcomeRecord:
    """Score every runtime, each in a process of its own.

    Args:
        root: The model store's folder.
        tasks: What to score.
        devices: Runtimes, the cpu among them.
        command: That makes the record again.
        step: Told how much is done.
    """
    work: list[tuple[Callable[..., Outcome], tuple[Any, ...]]] = []
    for device in devices:
        settings = RuntimeSettings(asr=device, nlu=device, dialog=device, tts=device)
        work += [(_hear, (root, tasks.speech, device))] if tasks.speech else []
        work += [(_understand, (tasks.massive, locale, device)) for locale in tasks.locales if tasks.massive]
        work += [(_speak, (root, device))] if tasks.voice else []
        work += [(_converse, (root, tasks.conversations, settings, device))] if tasks.conversations else []
    if tasks.conversations and "fixed" in devices:
        work.append((_converse, (root, tasks.conversations, _MIXED, "mixed")))
    outcomes = []
    for done, (score, given) in enumerate(work):
        step(done, len(work), f"{score.__name__.strip('_')} on {given[-1]}")
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            outcomes.append(pool.submit(score, *given).result(_PATIENCE))
    return OutcomeRecord(command=command, machine=this_machine(), within=WITHIN, outcomes=tuple(outcomes))


def _hear(root: Path, speech: Path, device: Device) -> Outcome:
    recordings = [one for one in read_recordings(speech) if one.language == "en" and one.text is not None]
    recognizer = open_recognizer(ModelStore(root), device, quality="accurate")
    heard = judged(transcribed(recognizer, recordings))
    return _errors("English word errors (%)", device, [(one.errors, one.words) for one in heard])


def _understand(massive: Path, locale: str, device: Device) -> Outcome:
    scores = evaluate(open_student(device), read(massive, [locale], "dev"))
    measure = f"{locale} exact match (%)"
    return Outcome(measure=measure, device=device, score=round(scores.exact_match, 2), count=scores.utterances)


def _speak(root: Path, device: Device) -> Outcome:
    """Word errors of a recogniser on the cpu, the same for each runtime, in what the default voice says."""
    store, normal = ModelStore(root), normalizer("en")
    voice = Networks(Config(models=root, runtime=RuntimeSettings(tts=device))).voice
    listener = open_whisper(store, languages=("en",), device="cpu")
    pairs = []
    for sentence in read_sentences("en"):
        said = np.concatenate([chunk.audio.samples for chunk in voice.stream(sentence)])
        samples = np.pad(soxr.resample(said, voice.rate, RATE).astype(np.float32), _SILENCE)
        pairs.append((normal(sentence), normal(listener.transcribe(Audio(samples, RATE)).text)))
    return _errors("round-trip word errors (%)", device, word_errors(pairs))


def _converse(root: Path, files: Sequence[Path], settings: RuntimeSettings, where: Where) -> Outcome:
    config = Config(models=root, runtime=settings)
    networks = Networks(config)
    scripts = [(file, script) for file in files for script in read_scripts(file)]

    async def all_of_them() -> list[bool]:
        return [not (await play(script, file, config, networks)).problems for file, script in scripts]

    went = asyncio.run(all_of_them())
    score = round(100 * sum(went) / len(went), 2)
    return Outcome(measure="conversations as written (%)", device=where, score=score, count=len(went))


def _errors(measure: str, device: Device, counts: Sequence[tuple[int, int]]) -> Outcome:
    words = sum(count for _, count in counts)
    score = round(100 * sum(errors for errors, _ in counts) / words, 2)
    return Outcome(measure=measure, device=device, score=score, count=words)
