"""Every stage on every runtime of this machine: how quick, how big, and whether the outcome is the same.

Each measurement runs in a process of its own, so that start-up and memory are those of the stage alone.
"""

import re
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final, TypeVar

import numpy as np
import psutil
from pydantic import BaseModel, ConfigDict

from asr.audio_file import read_audio
from assistant.app import Rooms
from assistant.config import Config, RuntimeSettings
from assistant.rehearsal import spoken
from runtime import Audio, Device, Graph, devices, sessions
from runtime.background import settle
from runtime.bucketed import BucketedSession
from runtime.machine import Machine, this_machine
from runtime.measure import spread, timed
from runtime.open import graphs, use_threads
from runtime.plan import Contender, Placement, decide

STAGES: Final = ("asr", "nlu", "tts")
_ROUNDS: Final = 5
_STARTS: Final = 5
_PROCESSES: Final = 3
_SOUNDS: Final = 20
_PATIENCE: Final = 900.0  # seconds for one stage on one runtime, exporting and compiling included
_SAME_SOUND: Final = 15.0  # dB of signal over difference from which two utterances count as one
_COMMANDS: Final = (
    "What time is it?",
    "Set a timer for ten minutes.",
    "Wake me up at seven tomorrow.",
    "Add milk and brown bread to my shopping list.",
    "What is twelve times nine?",
    "Turn off the lights in the kitchen and play some music.",
)


Work = Callable[[Any], Any]
_Made = TypeVar("_Made")

_TYPED: Final = (
    *_COMMANDS,
    "what is the weather in Berlin tomorrow",
    "play some jazz in the living room",
    "delete my meeting on friday at three",
    "send an email to Anna about the trip",
    "remind me to water the plants every monday",
    "how far is the moon",
    "make it brighter in here",
    "remove eggs from the groceries list",
    "what is fifteen percent of eighty",
    "turn the volume down please",
    "cancel all my alarms",
    "who wrote the magic flute",
    "order a pizza for tonight",
    "how is the traffic on the way to work",
    "read me the news about technology",
    "next song",
    "set the coffee machine on for six",
    "what is on my calendar this weekend",
    "call a taxi to the station",
    "tell me a joke",
)


class Start(BaseModel):
    """All stages opened together, by a process that has done nothing yet, with what earlier ones compiled.

    Attributes:
        device: Where.
        seconds: By the wall: the median of some starts, the runtimes by turns.
        least: By the wall: the quickest of them, as other programs on the machine only lengthen it.
        processor_seconds: Of the processor: the median.
    """

    model_config = ConfigDict(frozen=True)

    device: Device
    seconds: float
    least: float | None = None
    processor_seconds: float


class RuntimeRecord(BaseModel):
    """What was measured, and what follows.

    Attributes:
        command: That makes it again.
        machine: Where.
        candidates: Each stage on each runtime.
        starts: Of all stages together, for each runtime.
        decisions: The runtime each stage should take.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    machine: Machine
    candidates: tuple[Contender, ...]
    starts: tuple[Start, ...] = ()
    decisions: tuple[Placement, ...]


def bench_runtimes(
    config: Config,
    sounds: Path | None = None,
    threads: Sequence[int] = (1,),
    step: Callable[[str, int, int], None] | None = None,
) -> RuntimeRecord:
    """Measure every stage on every runtime.

    Args:
        config: Models and voice; its runtimes are overridden.
        sounds: Folder with recorded commands to hear; the default voice's own speech without it.
        threads: How many a network may take, one after the other; what they are compared with has one.
        step: Told what is measured, how many are done, and how many there are.
    """
    wanted = [(stage, report, count) for stage in STAGES for report in devices() for count in threads]
    heard = _recorded(sounds) if sounds else _said(config)
    inputs: dict[str, list[Any]] = {"asr": heard, "nlu": list(_TYPED), "tts": list(_COMMANDS)}
    candidates: list[Contender] = []
    for done, (stage, report, count) in enumerate(wanted):
        if step:
            step(f"{stage} on {report.device}, {count} threads", done, len(wanted))
        candidate = Contender(
            stage=stage, device=report.device, threads=count, description=report.description, why_not=report.why
        )
        if report.available:
            given = (config, stage, report.device, count, inputs[stage])
            candidate = candidate.model_copy(update=_in_new_process(_alone, *given) | _beside(*given))
        candidates.append(candidate)
    starts = _starts(config, [report.device for report in devices() if report.available])
    decisions = [decide([one for one in candidates if one.stage == stage]) for stage in STAGES]
    command = "python -m lab bench runtime" + (f" --data {sounds}" if sounds else "")
    command += "".join(f" --threads {count}" for count in threads if tuple(threads) != (1,))
    return RuntimeRecord(
        command=command,
        machine=this_machine(),
        candidates=tuple(candidates),
        starts=tuple(starts),
        decisions=tuple(decisions),
    )


def agreement(reference: Sequence[Any], outcomes: Sequence[Any]) -> float:
    """Share of outcomes that are the same: equal words or readings, and sounds whose difference is far below them."""
    same = [_same(one, other) for one, other in zip(reference, outcomes, strict=True)]
    return round(sum(same) / len(same), 4)


def _same(one: Any, other: Any) -> bool:
    if isinstance(one, Audio):
        return _same(one.samples, other.samples)
    if not isinstance(one, np.ndarray):
        return bool(one == other)
    if one.shape != other.shape:
        return False
    difference = float(np.square(one - other).sum())
    return difference == 0 or 10 * np.log10(float(np.square(one).sum()) / difference) >= _SAME_SOUND


def _in_new_process(measure: Callable[..., _Made], config: Config, *given: Any) -> _Made:
    with ProcessPoolExecutor(1, get_context("spawn")) as pool:
        return pool.submit(measure, config.model_dump(mode="json"), *given).result(_PATIENCE)


def _starts(config: Config, here: Sequence[Device]) -> list[Start]:
    measured = [{device: _in_new_process(_together, config, device) for device in here} for _ in range(_STARTS)]
    starts = []
    for device in here:
        wall, processor = zip(*(one[device] for one in measured), strict=True)
        middle, work = round(float(np.median(wall)), 3), round(float(np.median(processor)), 3)
        starts.append(Start(device=device, seconds=middle, least=round(min(wall), 3), processor_seconds=work))
    return starts


def _together(settings: dict[str, Any], device: Device) -> tuple[float, float]:
    """Open every stage, as `Rooms.load` does: seconds by the wall, and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    runtime = RuntimeSettings(asr=device, nlu=device, tts=device)
    Rooms(Config(**settings).model_copy(update={"runtime": runtime})).networks.load()
    return time.perf_counter() - began, time.process_time() - worked


def _alone(settings: dict[str, Any], stage: str, device: Device, threads: int, inputs: list[Any]) -> dict[str, Any]:
    """First start, memory, size and padding of a process that runs nothing else."""
    use_threads(threads)
    seconds, work = timed(lambda: _opened(settings, stage, device))
    settle()
    for one in inputs:
        work(one)
    mine = [session for session in sessions() if session.spec.name.startswith(f"{stage}.")]
    padded = [session.padding for session in mine if isinstance(session, BucketedSession)]
    return {
        "first_open": round(seconds, 3),
        "description": mine[0].choice.device,
        "why_not": next((session.choice.why for session in mine if session.choice.fell_back), ""),
        "resident_mb": round(psutil.Process().memory_info().rss / 1e6),
        "padding": round(float(np.mean(padded)), 3) if padded else None,
        "artefact_mb": round(sum(_bytes(graph, device, threads) for graph in _graphs(stage)) / 1e6, 1),
    }


def _graphs(stage: str) -> list[Graph]:
    return [graph for graph in graphs() if graph.spec.name.startswith(f"{stage}.")]


def _bytes(graph: Graph, device: Device, threads: int) -> int:
    if device == "fixed":
        from runtime.openvino_program import compiled_bytes

        return compiled_bytes(graph, threads)
    if not graph.onnx:
        return 0
    # Weights may lie beside the graph.
    return sum(file.stat().st_size for file in graph.onnx.parent.glob(f"{graph.onnx.name}*"))


def _beside(config: Config, *given: Any) -> dict[str, Any]:
    """What the middle one of some processes found, and the ratios of all: where weights lie in memory differs."""
    found = [_in_new_process(_beside_cpu, config, *given) for _ in range(_PROCESSES)]
    found.sort(key=lambda one: float(one["ratio"]))
    return found[_PROCESSES // 2] | {"ratios": tuple(one["ratio"] for one in found)}


def _beside_cpu(
    settings: dict[str, Any], stage: str, device: Device, threads: int, inputs: list[Any]
) -> dict[str, Any]:
    """Second start, and times taken by turns with the cpu on one thread; their ratio is that of processor time."""
    use_threads(threads)
    seconds, work = timed(lambda: _opened(settings, stage, device))
    use_threads(1)
    reference = _opened(settings, stage, "cpu")
    settle()
    made = [work(one) for one in inputs]
    same = agreement([reference(one) for one in inputs], made)
    times, busy, base = list[float](), list[float](), list[float]()
    for one in inputs * _ROUNDS:
        base.append(_busy(reference, one)[1])
        wall, processor = _busy(work, one)
        times.append(wall)
        busy.append(processor)
    return {
        "open": round(seconds, 3),
        "milliseconds": spread(times),
        "ratio": round(sum(busy) / sum(base), 3),
        "real_time": round(sum(times) / length, 4) if (length := _ROUNDS * _length(inputs, made)) else None,
        "agreement": same,
    }


def _length(inputs: Sequence[Any], made: Sequence[Any]) -> float:
    """Seconds of the sound that is heard or made; 0 for a stage of text alone."""
    return float(sum(one.seconds for one in (*inputs, *made) if isinstance(one, Audio)))


def _busy(work: Work, one: Any) -> tuple[float, float]:
    """Seconds by the wall, and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    work(one)
    return time.perf_counter() - began, time.process_time() - worked


def _opened(settings: dict[str, Any], stage: str, device: Device) -> Work:
    runtime = RuntimeSettings.model_validate({stage: device})
    return _OPEN[stage](Config(**settings).model_copy(update={"runtime": runtime}))


def _recorded(folder: Path) -> list[Audio]:
    return [read_audio(path) for path in sorted(folder.rglob("*.flac"))[:_SOUNDS]]


def _said(config: Config) -> list[Audio]:
    voice = Rooms(config.model_copy(update={"runtime": RuntimeSettings()})).networks.voice
    return [spoken(voice, text, snr=20.0, seed=1) for text in _COMMANDS]


def _hear(config: Config) -> Work:
    recognizer = Rooms(config).recognizer
    return lambda audio: re.sub(r"[^\w ]", "", recognizer.transcribe(audio).text.lower())


def _understand(config: Config) -> Work:
    student = Rooms(config).student

    def reading(text: str) -> tuple[str, tuple[tuple[str, str], ...]]:
        found = student.understand(text, config.locale)
        return found.readings[0].intent, tuple((slot.name, slot.text) for slot in found.slots)

    return reading


def _speak(config: Config) -> Work:
    voice = Rooms(config).networks.voice
    return lambda text: Audio(np.concatenate([chunk.audio.samples for chunk in voice.stream(text)]), voice.rate)


_OPEN: Final[dict[str, Callable[[Config], Work]]] = {"asr": _hear, "nlu": _understand, "tts": _speak}
