"""The sections on endpoints, names, wake words, echo and endurance of the page of figures."""

from lab.asr.echo import EchoRecord, EchoScore
from lab.asr.endpointing import EndpointingRecord, Point
from lab.asr.names import NamesRecord
from lab.asr.silence import NonSpeechRecord
from lab.asr.waking import PhraseScore, WakeRecord
from lab.endurance.soak import SoakRecord


def endpoints(record: EndpointingRecord) -> str:
    """Early cut-offs against delay."""
    named = (
        *((f"fixed {point.lower:g} s", point) for point in record.fixed),
        ("ours, as used", record.used),
        ("ours, the quickest that cuts off no more than fixed 0.7 s", record.best),
        ("ours, each half with the bounds that the other half chose", record.held_out),
    )
    low, middle, high = record.pauses
    return _section(
        "Endpoints",
        f"{record.utterances} utterances: recordings of people with one pause of {low:.1f}, {middle:.1f}, {high:.1f} s "
        f"(10, 50, 90 %) put between two of their words. The first draft at a pause takes {record.draft_p90:.0f} ms of "
        f"processor time in nine of ten. Made by `{record.provenance.command}`.\n\n"
        "![Utterances cut off against delay](pictures/endpointing.svg)",
        "| Endpointer | cut off (%) | mean delay (ms) | median | 90 % |\n|---|---|---|---|---|",
        [_point(name, point) for name, point in named],
    )


def _point(name: str, point: Point) -> str:
    delays = " | ".join(f"{1000 * delay:.0f}" for delay in (point.delay, point.delay_median, point.delay_p90))
    return f"| {name} | {100 * point.early:.1f} | {delays} |"


def names(record: NamesRecord) -> str:
    """Names it could not know."""
    rows = [
        f"| {record.said} commands with an odd name, by a synthetic voice: name heard | {_pair(record.heard)} |",
        f"| {record.ordinary} such commands with other words: odd names invented | {_pair(record.invented)} |",
        f"| the same: word errors in {record.ordinary_words} words | {_pair(record.ordinary_errors)} |",
        f"| {record.recordings} recordings of people: odd names invented | {_pair(record.recordings_invented)} |",
        f"| the same: word errors in {record.recordings_words} words | {_pair(record.recordings_errors)} |",
        f"| {record.commands} recorded orders, the menu expected: all slots heard | {_pair(record.slots_right)} |",
    ]
    return _section(
        "Names it could not know",
        f"{record.recognizer}, without and with {record.names} odd names expected. The menu is made of the words that "
        f"the orders hold, so its line is the most that can be had. Made by `{record.provenance.command}`.",
        "| | without | with |\n|---|---|---|",
        rows,
    )


def _pair(values: tuple[int, int]) -> str:
    return f"{values[0]} | {values[1]}"


def non_speech(record: NonSpeechRecord) -> str:
    """Words made of sounds without speech."""
    rows = [
        f"| {sound.kind.replace('_', ' ')} | {sound.seconds:.0f} | {sound.starts} | {sound.words} | "
        f"{sound.bare_words} |"
        for sound in record.sounds
    ]
    return _section(
        "Sounds without speech",
        f"{record.seconds / 60:.1f} minutes made from seeds, heard by {record.recognizer} as a stream and as "
        f"recordings: {record.words} words. The last column is the control, Moonshine alone. Made by "
        f"`{record.provenance.command}`.",
        "| Sound | seconds | taken for speech | words | words without the detector |\n|---|---|---|---|---|",
        rows,
    )


def wakes(record: WakeRecord) -> str:
    """Wake words missed, and heard where none was said."""
    return _section(
        "Wake words",
        f"False accepts in {60 * record.hours:.0f} minutes, {60 * record.recorded_hours:.0f} of them recordings of "
        f"people, the rest sounds without speech; in brackets the upper end of the 95 % interval. Two phrases take "
        f"{record.processor:.1f} % of a core. Made by `{record.provenance.command}`.\n\n"
        "![Misses and false accepts by threshold](pictures/wake.svg)",
        "| Phrase | said by | threshold | missed (%) | false accepts an hour |\n|---|---|---|---|---|",
        [row for phrase in record.phrases for row in _wake_rows(phrase)],
    )


def _wake_rows(phrase: PhraseScore) -> list[str]:
    return [
        f"| {phrase.phrase} | {phrase.said} times, {phrase.source} | {point.threshold:g} | {100 * point.missed:.0f} | "
        f"{point.an_hour:.1f} ({point.an_hour_at_most:.0f}) |"
        for point in phrase.points
        if point.threshold in (0.3, 0.5, 0.7, 0.9, 0.97)
    ]


def echo(record: EchoRecord) -> str:
    """Who is heard while the assistant speaks."""
    rows = [
        _echo_row("nothing is done", record.without),
        _echo_row("half duplex", record.half_duplex),
        _echo_row("cancelled", record.cancelled),
    ]
    return _section(
        "Its own voice",
        f"{record.recognizer} in simulated rooms, the microphone hearing the assistant as loudly as a person. People's "
        "commands begin during a reply, which falls silent 0.6 s later, whether or not they were noticed; of "
        f"{record.without.commands} without any reply, {record.alone} have all slots. "
        f"Made by `{record.provenance.command}`.",
        "| | own speech (s) | taken for a person | words of it | wakes | people noticed | all slots |\n"
        "|---|---|---|---|---|---|---|",
        rows,
    )


def _echo_row(name: str, score: EchoScore) -> str:
    return (
        f"| {name} | {score.own_seconds:.0f} | {score.own_starts} | {score.own_words} | {score.own_wakes} | "
        f"{score.started} of {score.commands} | {score.slots_right} |"
    )


def endurance(record: SoakRecord) -> str:
    """An hour without a pause."""
    memory = record.resident_mb
    sixth = len(memory) // 6
    rows = [
        f"| minutes of sound, in minutes | {record.minutes:g}, {record.wall_minutes:g} |",
        f"| utterances, found where they ended | {record.utterances}, {record.heard} |",
        f"| frames, heard | {record.frames_expected:,}, {record.frames_heard:,} |",
        f"| drift over the run (ms) | {record.drift_ms:.1f} |",
        f"| resident memory after a sixth, at the end (MB) | {memory[sixth]:.0f}, {memory[-1]:.0f} |",
        f"| growth of the mean from the second sixth to the last (MB) | {record.growth_mb:+.1f} |",
    ]
    return _section(
        "An hour",
        f"Commands, noises and silence at 44.1 kHz as fast as {record.recognizer} goes. Made by "
        f"`{record.provenance.command}`.",
        "| | |\n|---|---|",
        rows,
    )


def _section(title: str, text: str, head: str, rows: list[str]) -> str:
    return f"## {title}\n\n{text}\n\n" + "\n".join([head, *rows]) + "\n"
