"""Word error rates and slots."""

import importlib
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from asr.errors import AsrError
from asr.torchaudio_cpu import load_torchaudio
from asr.transcript import Recognizer, Transcript
from lab.asr.record import SetScore
from lab.asr.recordings import Recording

_RESAMPLES = 1000
# Their references are not what is said.
_WRONG_REFERENCES = frozenset({"speechbrain"})


def normalizer(language: str) -> Callable[[str], str]:
    """Whisper's text normaliser for scoring: without case, punctuation, fillers and ways to write numbers."""
    load_torchaudio()
    whisper = importlib.import_module("transformers.models.whisper.english_normalizer")
    chosen: Callable[[str], str] = (
        whisper.EnglishTextNormalizer({})
        if language == "en"
        else whisper.BasicTextNormalizer(split_letters=language in ("ja", "zh", "th"))
    )
    return chosen


@dataclass(frozen=True, slots=True)
class Hearing:
    """One recording as one recogniser heard it.

    Attributes:
        recording: Which.
        errors: Word errors; 0 without a reference.
        words: Words of the reference; 0 without one.
        slots_right: Whether every slot's words were heard; None where it is no command.
        language_right: Whether its language was told right.
        weakest: Confidence of the word in most doubt.
        cpu_seconds: Of the recogniser.
    """

    recording: Recording
    errors: int
    words: int
    slots_right: bool | None
    language_right: bool
    weakest: float
    cpu_seconds: float


Taken = tuple[Recording, Transcript, float]
"""A recording, what was heard, and the processor seconds it took."""


def transcribed(recognizer: Recognizer, recordings: Sequence[Recording]) -> tuple[Taken, ...]:
    """Transcribe the recordings in the recogniser's languages that can be scored; nothing else is loaded for it."""
    wanted = [one for one in recordings if one.language in recognizer.languages and _scorable(one)]
    if wanted:
        recognizer.transcribe(wanted[0].audio())  # what is loaded on first use is not the first clip's cost
    return tuple(_taken(recognizer, one) for one in wanted)


def judged(taken: Sequence[Taken]) -> tuple[Hearing, ...]:
    """Hold transcripts against what was said."""
    normal = {language: normalizer(language) for language in {recording.language for recording, *_ in taken}}
    return tuple(_judged(*one, normal[one[0].language]) for one in taken)


def score_sets(recognizer: str, heard: Sequence[Hearing]) -> tuple[SetScore, ...]:
    """Score each set in each language."""
    ordered = sorted(heard, key=_group)
    return tuple(_score(recognizer, *key, list(group)) for key, group in groupby(ordered, key=_group))


def word_errors(pairs: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Errors and words of each pair of reference and hypothesis.

    Raises:
        AsrError: ``bench.missing`` where jiwer is not installed.
    """
    try:
        jiwer = importlib.import_module("jiwer")
    except ImportError:
        raise AsrError(
            "bench.missing", "jiwer is not installed.", "Run: pip install 'voice-assistant-reference[lab]'"
        ) from None
    counts = []
    for reference, hypothesis in pairs:
        output = jiwer.process_words(reference, hypothesis)
        counts.append((output.substitutions + output.deletions + output.insertions, len(reference.split())))
    return counts


def _scorable(recording: Recording) -> bool:
    return recording.set not in _WRONG_REFERENCES and (recording.text is not None or recording.slots is not None)


def _group(heard: Hearing) -> tuple[str, str]:
    return heard.recording.set, heard.recording.language


def _taken(recognizer: Recognizer, recording: Recording) -> Taken:
    audio = recording.audio()
    began = time.process_time()
    transcript = recognizer.transcribe(audio)
    return recording, transcript, time.process_time() - began


def _judged(recording: Recording, transcript: Transcript, took: float, normal: Callable[[str], str]) -> Hearing:
    text = normal(transcript.text)
    [(errors, words)] = [(0, 0)] if recording.text is None else word_errors([(normal(recording.text), text)])
    slots = recording.slots
    return Hearing(
        recording,
        errors,
        words,
        None if slots is None else all(f" {normal(value)} " in f" {text} " for value in slots.values()),
        transcript.language == recording.language,
        transcript.weakest,
        took,
    )


def _score(recognizer: str, name: str, language: str, heard: list[Hearing]) -> SetScore:
    counts = [(one.errors, one.words) for one in heard if one.words]
    low, high = _interval(counts)
    return SetScore(
        recognizer=recognizer,
        set=name,
        language=language,
        clips=len(heard),
        seconds=round(sum(one.recording.seconds for one in heard), 2),
        words=sum(words for _, words in counts),
        errors=sum(errors for errors, _ in counts),
        low=low,
        high=high,
        commands=sum(one.slots_right is not None for one in heard),
        slots_right=sum(one.slots_right is True for one in heard),
        languages_right=sum(one.language_right for one in heard),
        cpu_seconds=round(sum(one.cpu_seconds for one in heard), 3),
    )


def _interval(counts: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """95 % interval of the rate, from resampling the clips."""
    if not counts:
        return 0.0, 0.0
    table = np.array(counts, float)
    chosen = table[np.random.default_rng(0).integers(0, len(table), (_RESAMPLES, len(table)))].sum(axis=1)
    low, high = np.quantile(chosen[:, 0] / chosen[:, 1], (0.025, 0.975))
    return float(low), float(high)
