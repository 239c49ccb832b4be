"""Early cut-offs against delay: our endpointer beside a fixed silence."""

import math
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from pydantic import BaseModel, ConfigDict

from asr.activity import FRAME, FRAME_SECONDS, VoiceActivityDetector, open_detector
from asr.completeness import completeness
from asr.endpointer import Endpointer, Pauses
from asr.hearing import Pace
from asr.recognizer import open_recognizer
from asr.speech_only import SpeechOnly
from asr.transcript import Recognizer
from asr.whisper.recognizer import open_whisper
from lab.asr.hesitation import hesitant, hesitations
from lab.asr.recordings import Recording, read_recordings
from runtime import Audio, Device, ModelStore
from runtime.provenance import Provenance

FIXED = tuple(round(0.3 + 0.1 * step, 1) for step in range(10))
OURS = tuple(
    (lower, upper) for lower in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5) for upper in (0.6, 0.7, 0.8, 0.9, 1.0, 1.2, 1.5)
)
_LANGUAGES = ("de", "en", "es", "fr", "it", "pt")
_PROBE = math.ceil(Pace().probe / FRAME_SECONDS)
_LONGEST = 9.0  # seconds of a recording
_LEAST_REST = 4  # frames of speech that were cut off, from which it counts
Progress = Callable[[int, int, str], None]


class Point(BaseModel):
    """One endpointer on all utterances.

    Attributes:
        lower: Shortest pause that ends an utterance, in seconds.
        upper: Pause that ends any utterance; the same as ``lower`` for a fixed silence.
        early: Share of the utterances that were ended before their end.
        delay: Mean seconds from the end of the speech to the endpoint, of those ended behind it.
        delay_median: The median of the same.
        delay_p90: What nine in ten of them do not exceed.
    """

    model_config = ConfigDict(frozen=True)

    lower: float
    upper: float
    early: float
    delay: float
    delay_median: float
    delay_p90: float


class EndpointingRecord(BaseModel):
    """One run.

    Attributes:
        provenance: Where, when, with what.
        utterances: Recordings, each with one pause put between two of its words.
        pauses: Seconds of the pauses at 10, 50 and 90 %.
        draft_p90: Milliseconds of processor time until the first draft at a pause, of nine in ten.
        fixed: A fixed silence, for each length.
        ours: Our endpointer, for each pair of bounds.
        used: Our endpointer as the assistant uses it.
        rival: A fixed 0.7 s.
        best: Our quickest setting that cuts off no more than the rival.
        held_out: The best setting of each half of the recordings, scored on the other half.
        held_out_rival: The rival on the same halves.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    utterances: int
    pauses: tuple[float, float, float]
    draft_p90: float
    fixed: tuple[Point, ...]
    ours: tuple[Point, ...]
    used: Point
    rival: Point
    best: Point
    held_out: Point
    held_out_rival: Point


@dataclass(frozen=True, slots=True)
class Spoken:
    """An utterance as the endpointer sees it.

    Attributes:
        probabilities: Of speech, by frame.
        complete: For the last frame of speech before each pause: how complete the words up to it sound in the first
            draft, and after how many frames of pause that is known.
    """

    probabilities: tuple[float, ...]
    complete: Mapping[int, tuple[float, int]]

    def ended(self, pauses: Pauses) -> tuple[bool, float]:
        """Whether it is cut off, and otherwise the seconds from the end of the speech to the endpoint."""
        endpointer = Endpointer(pauses)
        for frame, probability in enumerate(self.probabilities):
            last = frame - 1 - endpointer.silent
            complete, known = self.complete.get(last, (0.5, 0))
            endpointer.complete = complete if endpointer.silent >= known else 0.5
            if endpointer.push(probability) == "ended":
                rest = sum(one >= pauses.speech for one in self.probabilities[frame + 1 :])
                return rest >= _LEAST_REST, endpointer.pause
        return False, endpointer.pause


def bench_endpointing(
    store: ModelStore,
    data: Path,
    device: Device = "auto",
    rounds: int = 3,
    progress: Progress = lambda done, total, said: None,
) -> EndpointingRecord:
    """Hear the recordings of a folder with hesitations in them, by many endpointers.

    Args:
        store: Has the models.
        data: A folder with ``manifest.json``.
        device: For the networks.
        rounds: How often each recording is heard, each time with another pause.
        progress: Told of each recording.
    """
    recordings = [one for one in read_recordings(data) if _is_spoken_like_a_command(one)]
    detector = open_detector(store, device)
    aligner = open_whisper(store, languages=_LANGUAGES, device=device)
    english, other = open_recognizer(store, device, quality="quick"), SpeechOnly(aligner, detector)
    spoken: list[Spoken] = []
    lengths: list[float] = []
    took: list[float] = []
    for number, recording in enumerate(recordings):
        progress(number, len(recordings), recording.set)
        audio = recording.audio()
        words = aligner.transcribe(audio).words
        for again in range(rounds):
            chance = np.random.default_rng((number, again))
            if pauses := hesitations(audio, words, chance):
                sound = hesitant(audio, pauses, chance)
                lengths.append(pauses[0].length / audio.rate)
                spoken.append(_spoken(sound, detector, english if recording.language == "en" else other, took))
    progress(len(recordings), len(recordings), "done")
    command = f"python -m lab bench endpointing --data DATA --rounds {rounds}"
    return summarise(spoken, lengths, took, Provenance.here(command))


def _is_spoken_like_a_command(recording: Recording) -> bool:
    words = not recording.set.startswith("ww_")  # a single word has no pause
    return words and recording.language in _LANGUAGES and recording.seconds <= _LONGEST


def summarise(
    spoken: Sequence[Spoken], lengths: Sequence[float], took: Sequence[float], provenance: Provenance
) -> EndpointingRecord:
    """Put all endpointers to all utterances."""
    rival, used = (0.7, 0.7), (Pauses().lower, Pauses().upper)
    halves = spoken[::2], spoken[1::2]
    bests = [_best(half, _point(half, rival)) for half in halves]
    crossed = [
        [each.ended(_pauses((best.lower, best.upper))) for each in half]
        for half, best in zip(halves, reversed(bests), strict=True)
    ]
    low, middle, high = np.quantile(lengths, (0.1, 0.5, 0.9))
    return EndpointingRecord(
        provenance=provenance,
        utterances=len(spoken),
        pauses=(float(low), float(middle), float(high)),
        draft_p90=1000 * float(np.quantile(took, 0.9)),
        fixed=tuple(_point(spoken, (pause, pause)) for pause in FIXED),
        ours=tuple(_point(spoken, bounds) for bounds in OURS),
        used=_point(spoken, used),
        rival=_point(spoken, rival),
        best=_best(spoken, _point(spoken, rival)),
        held_out=_summary([*crossed[0], *crossed[1]], (bests[0].lower, bests[0].upper)),
        held_out_rival=_point([*halves[0], *halves[1]], rival),
    )


def _best(spoken: Sequence[Spoken], rival: Point) -> Point:
    points = [_point(spoken, bounds) for bounds in OURS]
    fair = [point for point in points if point.early <= rival.early]
    return min(fair or points, key=lambda point: point.delay if fair else point.early)


def _point(spoken: Sequence[Spoken], bounds: tuple[float, float]) -> Point:
    return _summary([each.ended(_pauses(bounds)) for each in spoken], bounds)


def _pauses(bounds: tuple[float, float]) -> Pauses:
    return Pauses(lower=bounds[0], upper=bounds[1])


def _summary(ends: Sequence[tuple[bool, float]], bounds: tuple[float, float]) -> Point:
    delays = [delay for early, delay in ends if not early] or [math.nan]
    return Point(
        lower=bounds[0],
        upper=bounds[1],
        early=float(np.mean([early for early, _ in ends])),
        delay=float(np.mean(delays)),
        delay_median=float(np.median(delays)),
        delay_p90=float(np.quantile(delays, 0.9)),
    )


def _spoken(sound: Audio, detector: VoiceActivityDetector, recognizer: Recognizer, took: list[float]) -> Spoken:
    """Hear an utterance once, with a transcript at each pause as `asr.hearing` makes it."""
    probabilities = detector.probabilities(sound)
    endpointer = Endpointer(Pauses(lower=20.0, upper=20.0))
    complete: dict[int, tuple[float, int]] = {}
    for frame, probability in enumerate(probabilities):
        endpointer.push(float(probability))
        last = frame - endpointer.silent
        if endpointer.state == "pausing" and endpointer.silent >= _PROBE and last not in complete:
            began = time.process_time()
            draft = recognizer.transcribe(Audio(sound.samples[: (frame + 1) * FRAME], sound.rate))
            took.append(time.process_time() - began)
            complete[last] = completeness(draft), _PROBE + math.ceil(took[-1] / FRAME_SECONDS)
    return Spoken(tuple(map(float, probabilities)), complete)
