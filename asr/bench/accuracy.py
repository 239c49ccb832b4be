"""Word error rates and slots."""

import importlib
import time
from collections.abc import Callable, Sequence
from itertools import groupby

import numpy as np

from asr.bench.record import SetScore
from asr.bench.recordings import Recording
from asr.errors import AsrError
from asr.torchaudio_cpu import load_torchaudio
from asr.transcript import Recognizer

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


def score_sets(recognizer: Recognizer, recordings: Sequence[Recording]) -> tuple[SetScore, ...]:
    """Transcribe recordings in the recogniser's languages and score each set in each language."""
    wanted = [one for one in recordings if one.language in recognizer.languages and _scorable(one)]
    ordered = sorted(wanted, key=_group)
    return tuple(_score(recognizer, *key, list(group)) for key, group in groupby(ordered, key=_group))


def word_errors(pairs: Sequence[tuple[str, str]]) -> list[tuple[int, int]]:
    """Errors and words of each pair of reference and hypothesis.

    Raises:
        AsrError: ``bench.missing`` where jiwer is not installed.
    """
    try:
        jiwer = importlib.import_module("jiwer")
    except ImportError:
        raise AsrError("bench.missing", "jiwer is not installed.", "Run: pip install voice-assistant[bench]") from None
    counts = []
    for reference, hypothesis in pairs:
        output = jiwer.process_words(reference, hypothesis)
        counts.append((output.substitutions + output.deletions + output.insertions, len(reference.split())))
    return counts


def _scorable(recording: Recording) -> bool:
    return recording.set not in _WRONG_REFERENCES and (recording.text is not None or recording.slots is not None)


def _group(recording: Recording) -> tuple[str, str]:
    return recording.set, recording.language


def _score(recognizer: Recognizer, name: str, language: str, recordings: list[Recording]) -> SetScore:
    normal = normalizer(language)
    pairs, commands, right, cpu = [], 0, 0, 0.0
    for recording in recordings:
        audio = recording.audio()
        began = time.process_time()
        heard = normal(recognizer.transcribe(audio).text)
        cpu += time.process_time() - began
        if recording.text is not None:
            pairs.append((normal(recording.text), heard))
        if recording.slots is not None:
            commands += 1
            right += all(f" {normal(value)} " in f" {heard} " for value in recording.slots.values())
    counts = word_errors(pairs)
    low, high = _interval(counts)
    return SetScore(
        recognizer=recognizer.name,
        set=name,
        language=language,
        clips=len(recordings),
        seconds=sum(one.seconds for one in recordings),
        words=sum(words for _, words in counts),
        errors=sum(errors for errors, _ in counts),
        low=low,
        high=high,
        commands=commands,
        slots_right=right,
        cpu_seconds=cpu,
    )


def _interval(counts: Sequence[tuple[int, int]]) -> tuple[float, float]:
    """95 % interval of the rate, from resampling the clips."""
    if not counts:
        return 0.0, 0.0
    table = np.array(counts, float)
    chosen = table[np.random.default_rng(0).integers(0, len(table), (_RESAMPLES, len(table)))].sum(axis=1)
    low, high = np.quantile(chosen[:, 0] / chosen[:, 1], (0.025, 0.975))
    return float(low), float(high)
