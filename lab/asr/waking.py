"""Wake words: how many are missed, and how often one is heard that was not said, for each threshold."""

import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Final

import numpy as np
from pydantic import BaseModel, ConfigDict
from scipy.stats import chi2

from asr.activity import FRAME, RATE
from asr.wake import PHRASES, Wake, WakeDetector
from lab.asr.non_speech import NON_SPEECH
from lab.asr.recordings import Recording, read_recordings
from runtime import Audio
from runtime.audio import Samples
from runtime.provenance import Provenance

THRESHOLDS: Final = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97, 0.99)
_BEHIND = RATE  # silence behind each recording, in which a late detection still counts
_NON_SPEECH_SECONDS = 30.0
Progress = Callable[[int, int, str], None]


class WakePoint(BaseModel):
    """All at one threshold.

    Attributes:
        threshold: Probability from which a phrase counts as said.
        missed: Share of the recordings of a phrase in which it was not heard.
        false_accepts: Phrases heard that were not said.
        an_hour: The same, in an hour of sound.
        an_hour_at_most: Upper end of its 95 % interval, if they come at random (exact Poisson).
    """

    model_config = ConfigDict(frozen=True)

    threshold: float
    missed: float
    false_accepts: int
    an_hour: float
    an_hour_at_most: float


class PhraseScore(BaseModel):
    """One phrase.

    Attributes:
        said: Times that it was said.
        source: Who said it.
        points: By threshold.
    """

    model_config = ConfigDict(frozen=True)

    phrase: str
    said: int
    source: str
    points: tuple[WakePoint, ...]


class WakeRecord(BaseModel):
    """One run.

    Attributes:
        provenance: Where, when, with what.
        hours: Of sound in which no phrase was said.
        recorded_hours: How much of it are recordings of people.
        phrases: Each on its own.
        processor: Percent of one core that listening for the two default phrases takes.
    """

    model_config = ConfigDict(frozen=True)

    provenance: Provenance
    hours: float
    recorded_hours: float
    phrases: tuple[PhraseScore, ...]
    processor: float


def bench_wake(
    data: Path, said: Mapping[str, Sequence[Audio]], progress: Progress = lambda done, total, text: None
) -> WakeRecord:
    """Listen for every phrase in recordings in which it is said and in which it is not.

    Args:
        data: A folder with ``manifest.json``; sets named ``ww_`` and a word hold that word alone.
        said: For the phrases that nobody recorded, a synthetic voice that says them in noise.
        progress: Told of each recording.

    Raises:
        AsrError: ``wake.missing``; ``data.missing`` or ``data.invalid``.
    """
    recordings = read_recordings(data)
    others = [recording for recording in recordings if not _names_a_phrase(recording)]
    noises = [Audio(np.clip(make(_NON_SPEECH_SECONDS, 1), -1, 1).astype(np.float32), RATE) for make in NON_SPEECH]
    recorded = [recording.audio() for recording in recordings if recording.set == "ww_alexa"]
    positives = dict(said) | {"alexa": recorded}
    negatives = _heard([*(other.audio() for other in others), *noises], progress)
    hours = sum(len(track["alexa"]) for track in negatives) * FRAME / RATE / 3600
    return WakeRecord(
        provenance=Provenance.here("python -m lab bench wake --data DATA"),
        hours=hours,
        recorded_hours=sum(other.seconds for other in others) / 3600,
        phrases=tuple(
            PhraseScore(
                phrase=phrase,
                said=len(positives[phrase]),
                source="people" if phrase == "alexa" else "synthetic voices in noise",
                points=_points(phrase, _heard(positives[phrase], progress), negatives, hours),
            )
            for phrase in PHRASES
            if phrase in positives
        ),
        processor=_processor(noises),
    )


def _names_a_phrase(recording: Recording) -> bool:
    return recording.set in ("ww_alexa", "ww_jarvis")


Track = Mapping[str, Samples]


def _heard(sounds: Sequence[Audio], progress: Progress) -> list[Track]:
    """For each sound, the probability of each phrase in each frame."""
    tracks: list[Track] = []
    for number, sound in enumerate(sounds):
        progress(number, len(sounds), "listening")
        detector = WakeDetector(PHRASES)
        samples = np.concatenate([np.zeros(RATE, np.float32), sound.samples, np.zeros(_BEHIND, np.float32)])
        frames = [detector.probabilities(Audio(samples[at : at + FRAME], RATE)) for at in range(0, len(samples), FRAME)]
        tracks.append({name: np.array([frame[name] for frame in frames], np.float32) for name in PHRASES})
    return tracks


def _points(phrase: str, said: Sequence[Track], not_said: Sequence[Track], hours: float) -> tuple[WakePoint, ...]:
    points = []
    for threshold in THRESHOLDS:
        missed = [not (track[phrase] >= threshold).any() for track in said]
        accepts = sum(wakes(track[phrase], threshold) for track in not_said)
        points.append(
            WakePoint(
                threshold=threshold,
                missed=float(np.mean(missed)),
                false_accepts=accepts,
                an_hour=accepts / hours,
                an_hour_at_most=float(chi2.ppf(0.975, 2 * (accepts + 1))) / 2 / hours,
            )
        )
    return tuple(points)


def wakes(probabilities: Samples, threshold: float, refractory: float = Wake().refractory) -> int:
    """How often a threshold is reached, with the refractory period after each time."""
    count, free = 0, 0.0
    for frame, probability in enumerate(probabilities):
        if probability >= threshold and frame * FRAME / RATE >= free:
            count += 1
            free = frame * FRAME / RATE + refractory
    return count


def _processor(sounds: Sequence[Audio]) -> float:
    """Processor time to length, in percent, for the two phrases that are listened for by default."""
    detector = WakeDetector(PHRASES[:2])
    began = time.process_time()
    for sound in sounds:
        for at in range(0, len(sound.samples), FRAME):
            detector.push(Audio(sound.samples[at : at + FRAME], RATE))
    return 100 * (time.process_time() - began) / sum(sound.seconds for sound in sounds)
