"""Text to speech: how soon, how fast, how big, and how much of it a recogniser understands."""

import importlib
import os
import shutil
import statistics
import subprocess
import tempfile
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
import psutil
import soundfile
import soxr
from pydantic import BaseModel, ConfigDict

from asr.bench.accuracy import normalizer
from runtime import Audio, Device, ModelStore
from runtime.audio import Samples
from runtime.machine import Machine, this_machine
from tts.errors import TtsError
from tts.voices import open_voice

_SENTENCES = Path(__file__).with_name("sentences.toml")
_LENGTHS = (5, 10, 20, 50, 100, 200)
_REPEATS = 9
_WARM_UP = "This sentence is spoken before anything is measured."
_LOUD = 0.01
OTHERS = ("flite", "espeak-ng")
Speaker = Callable[[str], Iterator[Audio]]


class Understanding(BaseModel):
    """What a recogniser heard of the sentences.

    Attributes:
        sentences: Spoken.
        wer: Word error rate of the whole round trip, in percent.
        skipped: Words left out.
        repeated: Words put in that equal the word before or after them.
        heard_wrong: Sentence and transcript where they differ, after normalisation.
    """

    model_config = ConfigDict(frozen=True)

    sentences: int
    wer: float
    skipped: int
    repeated: int
    heard_wrong: tuple[tuple[str, str], ...]


class VoiceScore(BaseModel):
    """One voice in one runtime.

    Attributes:
        first_audio_ms: Median milliseconds to the first chunk, by number of words of the text.
        first_audio_cpu_ms: Of processor time, which other programs on the machine do not lengthen; children included.
        onset_ms: Median milliseconds of audio before the first sample above 0.01.
        realtime: Seconds of processor time for a second of speech.
        memory_mb: Resident memory that loading it and speaking took.
        understanding: The round trip, where it was asked for.
    """

    model_config = ConfigDict(frozen=True)

    voice: str
    runtime: str
    first_audio_ms: dict[int, float]
    first_audio_cpu_ms: dict[int, float]
    onset_ms: float
    realtime: float
    memory_mb: float
    understanding: Understanding | None


class TtsRecord(BaseModel):
    """All voices of one run on one machine."""

    model_config = ConfigDict(frozen=True)

    machine: Machine
    voices: tuple[VoiceScore, ...]


def measure(
    store: ModelStore, voices: Sequence[str], device: Device, sentences: int, beside: Sequence[str]
) -> TtsRecord:
    """Measure voices one after the other, then the other programs that are installed.

    Args:
        store: Where models are.
        voices: Names for ``open_voice``.
        device: Where their networks run.
        sentences: How many of the hundred go through the recogniser; 0 leaves the round trip out.
        beside: Other programs, of ``OTHERS``; those that are not installed are left out.
    """
    spoken = _sentences()[:sentences]
    listen = _recogniser(store) if spoken else None
    scores = [_score(voice, device, partial(_ours, store, voice, device), spoken, listen) for voice in voices]
    for program in filter(shutil.which, beside):
        scores.append(_score(program, "cpu", partial(_program, program), spoken, listen))
    return TtsRecord(machine=this_machine(), voices=tuple(scores))


def _score(
    name: str,
    runtime: str,
    load: Callable[[], Speaker],
    sentences: Sequence[str],
    listen: Callable[[Audio], str] | None,
) -> VoiceScore:
    process = psutil.Process()
    before = process.memory_info().rss
    speaker = load()
    list(speaker(_WARM_UP))
    memory = process.memory_info().rss - before
    first = {words: _first_audio(speaker, _text(words)) for words in _LENGTHS}
    began, sounds = _cpu_seconds(), [_joined(speaker(sentence)) for sentence in _sentences()[:20]]
    taken = _cpu_seconds() - began
    return VoiceScore(
        voice=name,
        runtime=runtime,
        first_audio_ms={words: wall for words, (wall, _) in first.items()},
        first_audio_cpu_ms={words: cpu for words, (_, cpu) in first.items()},
        onset_ms=round(statistics.median(_onset(sound) for sound in sounds), 1),
        realtime=round(taken / sum(sound.seconds for sound in sounds), 4),
        memory_mb=round(memory / 2**20, 1),
        understanding=_understood(speaker, sentences, listen) if listen else None,
    )


def _understood(speaker: Speaker, sentences: Sequence[str], listen: Callable[[Audio], str]) -> Understanding:
    normal = normalizer("en")
    pairs = [(normal(sentence), normal(listen(_joined(speaker(sentence))))) for sentence in sentences]
    output = importlib.import_module("jiwer").process_words(
        [wanted for wanted, _ in pairs], [heard for _, heard in pairs]
    )
    return Understanding(
        sentences=len(pairs),
        wer=round(100 * output.wer, 2),
        skipped=output.deletions,
        repeated=_repeated(output),
        heard_wrong=tuple(pair for pair in pairs if pair[0] != pair[1]),
    )


def _repeated(output: Any) -> int:
    """Inserted words that stand beside their like."""
    count = 0
    for heard, chunks in zip(output.hypotheses, output.alignments, strict=True):
        for chunk in chunks:
            if chunk.type == "insert":
                begin, end = chunk.hyp_start_idx, chunk.hyp_end_idx
                inserted = heard[begin:end]
                count += inserted == heard[max(begin - len(inserted), 0) : begin]
                count += inserted == heard[end : end + len(inserted)]
    return count


def _ours(store: ModelStore, name: str, device: Device) -> Speaker:
    voice = open_voice(name, store, device)
    return lambda text: (chunk.audio for chunk in voice.stream(text))


def _program(name: str) -> Speaker:
    """Another program, which gives the whole sentence at once."""

    def speak(text: str) -> Iterator[Audio]:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "speech.wav"
            command = [name, "-t", text, "-o", str(path)] if name == "flite" else [name, "-w", str(path), "--", text]
            subprocess.run(command, check=True, capture_output=True, timeout=60)
            samples, rate = soundfile.read(path, dtype="float32")
        yield Audio(samples, rate)

    return speak


def _recogniser(store: ModelStore) -> Callable[[Audio], str]:
    """The multilingual recogniser of the round trip, whisper-base in int8.

    Raises:
        TtsError: ``bench.recognizer`` where faster-whisper is not installed.
    """
    try:
        whisper = importlib.import_module("faster_whisper")
    except ImportError as error:
        raise TtsError(
            "bench.recognizer", "faster-whisper is not installed.", "pip install voice-assistant[train]"
        ) from error
    folder = store.path("whisper-base", "model.bin").parent
    model = whisper.WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def listen(audio: Audio) -> str:
        samples = soxr.resample(audio.samples, audio.rate, 16_000).astype(np.float32)
        segments, _ = model.transcribe(np.pad(samples, 4800), language="en", beam_size=5, without_timestamps=True)
        return " ".join(segment.text for segment in segments)

    return listen


def _sentences() -> list[str]:
    listed: list[str] = tomllib.loads(_SENTENCES.read_text(encoding="utf-8"))["sentences"]
    return listed


def _text(words: int) -> str:
    """The first ``words`` words of the sentences."""
    return " ".join(" ".join(_sentences()).split()[:words])


def _first_audio(speaker: Speaker, text: str) -> tuple[float, float]:
    """Milliseconds to the first chunk: of the clock, and of the processor."""
    taken = []
    for _ in range(_REPEATS):
        began, worked = time.perf_counter(), _cpu_seconds()
        stream = speaker(text)
        next(stream)
        taken.append((time.perf_counter() - began, _cpu_seconds() - worked))
        del stream
    wall, cpu = (round(1000 * statistics.median(column), 1) for column in zip(*taken, strict=True))
    return wall, cpu


def _cpu_seconds() -> float:
    """Processor time of this process and of the children that have ended."""
    times = os.times()
    return time.process_time() + times.children_user + times.children_system


def _onset(sound: Audio) -> float:
    return 1000 * float(np.argmax(np.abs(sound.samples) > _LOUD)) / sound.rate


def _joined(stretches: Iterator[Audio]) -> Audio:
    parts = list(stretches)
    samples: Samples = np.concatenate([part.samples for part in parts])
    return Audio(samples, parts[0].rate)
