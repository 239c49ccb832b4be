"""Text to speech: how soon, how fast, how big, how seamless, and how much of it a recogniser understands."""

import importlib
import os
import statistics
import time
import tomllib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Final

import numpy as np
import soxr
from pydantic import BaseModel, ConfigDict

from lab.asr.accuracy import normalizer
from lab.tts.speakers import Entry, Speaker
from runtime import Audio, ModelStore
from runtime.audio import Samples
from runtime.machine import Machine, this_machine
from tts.errors import TtsError

_SENTENCES: Final = Path(__file__).with_name("sentences.toml")
_LENGTHS: Final = (5, 10, 20, 50, 100, 200)
_REPEATS: Final = 9
_TIMED: Final = 20  # sentences whose real-time factor and onset are taken
_WARM_UP: Final = "This sentence is spoken before anything is measured."
_LOUD: Final = 0.01
_PATIENCE: Final = 1800.0  # seconds for one entry
Step = Callable[[int, int, str], None]


class Understanding(BaseModel):
    """What a recogniser heard of the sentences.

    Attributes:
        sentences: Spoken.
        wer: Word error rate of the whole round trip, in percent; of characters in a language without spaces.
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


class Seams(BaseModel):
    """How closely streamed speech equals the cpu's one-shot speech; see ``tts.seams``.

    Attributes:
        lengths: Tried, around every edge of a chunk.
        least: The smallest ratio of signal to difference, in decibels.
    """

    model_config = ConfigDict(frozen=True)

    lengths: int
    least: float


class Origin(BaseModel):
    """The run that made a score.

    Attributes:
        command: That makes it again.
        machine: Where.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    machine: Machine


class VoiceScore(BaseModel):
    """One voice in one runtime, in a process of its own.

    Attributes:
        voice: Its name.
        runtime: ``program`` for another program.
        first_audio_ms: Median milliseconds to the first chunk, by number of words of the text; a Japanese word counts
            as two characters.
        first_audio_cpu_ms: Of processor time, which other programs on the machine do not lengthen; children included.
        onset_ms: Median milliseconds of audio before the first sample above 0.01.
        realtime: Seconds of processor time for a second of speech.
        memory_mb: Resident memory of the process that speaks, in 2^20 bytes.
        seams: None for another program.
        understanding: The round trip, where it was asked for.
        added: Where and how, for a score that a later run put into the record.
    """

    model_config = ConfigDict(frozen=True)

    voice: str
    runtime: str
    first_audio_ms: dict[int, float]
    first_audio_cpu_ms: dict[int, float]
    onset_ms: float
    realtime: float
    memory_mb: float
    seams: Seams | None
    understanding: Understanding | None = None
    added: Origin | None = None


class TtsRecord(BaseModel):
    """All voices of one run on one machine.

    Attributes:
        command: That makes it again.
        machine: Where.
        recognizer: That heard the sentences.
        voices: Scores.
        skipped: What was not measured, and why.
    """

    model_config = ConfigDict(frozen=True)

    command: str
    machine: Machine
    recognizer: str
    voices: tuple[VoiceScore, ...]
    skipped: dict[str, str]

    def with_scores_of(self, later: "TtsRecord") -> "TtsRecord":
        """This record with what a later run measured, in place of the same voices on the same runtimes."""
        origin = Origin(command=later.command, machine=later.machine)
        added = {(one.voice, one.runtime): one.model_copy(update={"added": origin}) for one in later.voices}
        kept = {(one.voice, one.runtime): one for one in self.voices}
        measured = {f"{voice} ({runtime})" for voice, runtime in kept | added}
        skipped = {name: why for name, why in (later.skipped | self.skipped).items() if name not in measured}
        return self.model_copy(update={"voices": tuple((kept | added).values()), "skipped": skipped})


def measure(store: ModelStore, entries: Sequence[Entry], sentences: int, command: str, step: Step) -> TtsRecord:
    """Measure one after the other, each in a process of its own.

    Args:
        store: Holds the recogniser.
        entries: What speaks.
        sentences: How many at most go through the recogniser; 0 leaves the round trip out.
        command: For the record.
        step: Told how many are done, how many there are, and what is measured.

    Raises:
        TtsError: ``bench.recognizer`` where faster-whisper is not installed.
    """
    listen = _recogniser(store) if sentences else None
    skipped = {f"{entry.name} ({entry.runtime})": why for entry in entries if (why := entry.why_not())}
    able = [entry for entry in entries if not entry.why_not()]
    scores = []
    for done, entry in enumerate(able):
        step(done, len(able), f"{entry.name} on {entry.runtime}")
        spoken = read_sentences(entry.language)[:sentences]
        with ProcessPoolExecutor(1, get_context("spawn")) as pool:
            score, sounds = pool.submit(_score, entry, spoken).result(_PATIENCE)
        heard = None
        if listen:
            transcripts = [listen(sound, entry.language) for sound in sounds]
            heard = _understood(spoken, transcripts, entry.language)
        scores.append(score.model_copy(update={"understanding": heard}))
    return TtsRecord(
        command=command, machine=this_machine(), recognizer="whisper-base int8", voices=tuple(scores), skipped=skipped
    )


def read_sentences(language: str = "en") -> list[str]:
    """What an assistant says; none of it is in the training text of our voices."""
    listed: list[str] = tomllib.loads(_SENTENCES.read_text(encoding="utf-8"))[language]
    return listed


def _score(entry: Entry, sentences: Sequence[str]) -> tuple[VoiceScore, list[Audio]]:
    speaker = entry.open()
    list(speaker(_WARM_UP))
    first = {words: _first_audio(speaker, _text(words, entry.language)) for words in _LENGTHS}
    began, sounds = _cpu_seconds(), [_joined(speaker(sentence)) for sentence in read_sentences(entry.language)[:_TIMED]]
    taken = _cpu_seconds() - began
    memory = entry.memory(_text(_LENGTHS[-1], entry.language))
    seams = entry.seams()
    score = VoiceScore(
        voice=entry.name,
        runtime=entry.runtime,
        first_audio_ms={words: wall for words, (wall, _) in first.items()},
        first_audio_cpu_ms={words: cpu for words, (_, cpu) in first.items()},
        onset_ms=round(statistics.median(_onset(sound) for sound in sounds), 1),
        realtime=round(taken / sum(sound.seconds for sound in sounds), 4),
        memory_mb=round(memory / 2**20, 1),
        seams=Seams(lengths=len(seams), least=min(seams.values())) if seams else None,
    )
    return score, [_joined(speaker(sentence)) for sentence in sentences]


def _understood(sentences: Sequence[str], transcripts: Sequence[str], language: str) -> Understanding:
    normal = normalizer(language)
    pairs = [(normal(said), normal(heard)) for said, heard in zip(sentences, transcripts, strict=True)]
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


def _recogniser(store: ModelStore) -> Callable[[Audio, str], str]:
    """The multilingual recogniser of the round trip, whisper-base in int8."""
    try:
        whisper = importlib.import_module("faster_whisper")
    except ImportError as error:
        raise TtsError(
            "bench.recognizer", "faster-whisper is not installed.", "pip install 'voice-assistant-reference[lab]'"
        ) from error
    folder = store.path("whisper-base", "model.bin").parent
    model = whisper.WhisperModel(str(folder), device="cpu", compute_type="int8", cpu_threads=1)

    def listen(audio: Audio, language: str) -> str:
        samples = soxr.resample(audio.samples, audio.rate, 16_000).astype(np.float32)
        segments, _ = model.transcribe(np.pad(samples, 4800), language=language, beam_size=5, without_timestamps=True)
        return " ".join(segment.text for segment in segments)

    return listen


def _text(words: int, language: str) -> str:
    """The first ``words`` words of the sentences, which may begin again."""
    if language == "ja":
        return "".join(islice(cycle("".join(read_sentences(language))), 2 * words))
    return " ".join(" ".join(read_sentences(language)).split()[:words])


def _first_audio(speaker: Speaker, text: str) -> tuple[float, float]:
    """Milliseconds to the first chunk: of the clock, and of the processor."""
    taken = []
    for _ in range(_REPEATS):
        began, worked = time.perf_counter(), _cpu_seconds()
        stream = speaker(text)
        next(stream)
        wall = time.perf_counter() - began
        del stream  # ends a program that still speaks, whose time counts only then
        taken.append((wall, _cpu_seconds() - worked))
    median_wall, median_cpu = (round(1000 * statistics.median(column), 1) for column in zip(*taken, strict=True))
    return median_wall, median_cpu


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
