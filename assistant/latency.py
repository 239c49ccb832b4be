"""Where the time of a turn went."""

from collections.abc import Iterable

from assistant.events import (
    Event,
    FinalTranscript,
    Interpreted,
    PlaybackStarted,
    SkillFinished,
    SpeechChunkReady,
    SpeechEnded,
    TextEntered,
)

_STEPS: tuple[tuple[str, type[Event], tuple[type[Event], ...]], ...] = (
    ("asr", FinalTranscript, (SpeechEnded,)),
    ("nlu", Interpreted, (FinalTranscript, TextEntered)),
    ("dialog", SkillFinished, (Interpreted,)),
    ("tts", SpeechChunkReady, (SkillFinished,)),
    ("speaker", PlaybackStarted, (SpeechChunkReady,)),
    ("first_audio", PlaybackStarted, (SpeechEnded, TextEntered)),
)


def moments(events: Iterable[Event]) -> dict[str, tuple[float, float]]:
    """When each stage of one turn began and ended.

    Args:
        events: The turn's events; of each kind the first counts.

    Returns:
        Stage name to monotonic seconds, in the order of the stages; ``first_audio`` is end of speech (or entered text)
        to the first sample at the speaker. Stages that did not run are absent.
    """
    times: dict[type[Event], float] = {}
    for event in events:
        times.setdefault(type(event), event.at)
    spans: dict[str, tuple[float, float]] = {}
    for name, end, starts in _STEPS:
        start = next((times[kind] for kind in starts if kind in times), None)
        if start is not None and end in times:
            spans[name] = start, times[end]
    return spans


def latencies(events: Iterable[Event]) -> dict[str, float]:
    """Milliseconds of each stage of one turn.

    Args:
        events: The turn's events; of each kind the first counts.

    Returns:
        Stage name to milliseconds, as ``moments``.
    """
    return {name: round(1000 * (end - start), 3) for name, (start, end) in moments(events).items()}
