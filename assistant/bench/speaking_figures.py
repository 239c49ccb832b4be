"""The figures of voices and runtimes, from their records."""

from pathlib import Path

from assistant.bench.runtime import RuntimeRecord
from assistant.bench.tts import TtsRecord, VoiceScore
from runtime.plan import Candidate

_SPEAKING_HEAD = (
    "| Voice | runtime | first audio, 5 words (ms) | 200 words (ms) | speech begins (ms) | processor / length | MB | "
    "streamed = one-shot (dB) | WER (%) | skipped | repeated |\n|---|---|---|---|---|---|---|---|---|---|---|"
)
_RUNTIME_HEAD = (
    "| Stage | runtime | processor time / cpu's | median (ms) | 90 % (ms) | first open (s) | open (s) | MB | padding | "
    "same outcome |\n|---|---|---|---|---|---|---|---|---|---|"
)


def speaking_sections(records: Path) -> list[str]:
    """A section for the voices and one for the runtimes; a record that is not there is left out."""
    sections = []
    voices, runtimes = records / "bench-tts.json", records / "runtime.json"
    if voices.exists():
        sections.append(_speaking(TtsRecord.model_validate_json(voices.read_text("utf-8"))))
    if runtimes.exists():
        sections.append(_running(RuntimeRecord.model_validate_json(runtimes.read_text("utf-8"))))
    return sections


def _speaking(record: TtsRecord) -> str:
    skipped = "".join(f" Not measured: {name}: {why}." for name, why in record.skipped.items())
    text = (
        f"Milliseconds of processor time to the first chunk; WER of the round trip through {record.recognizer} (of "
        f"characters for kokoro and espeak:ja, which speak Japanese), on sentences that are in no training text. "
        f"{record.machine.processor}, {record.machine.cores} cores (load {record.machine.load:.1f}).{skipped} "
        f"Made by `{record.command}`{''.join(map(_added, record.voices))}."
    )
    return "\n".join(["## Speaking", "", text, "", _SPEAKING_HEAD, *map(_voice, record.voices)]) + "\n"


def _added(one: VoiceScore) -> str:
    """Where a score that a later run put into the record comes from, and on how many sentences it stands."""
    if one.added is None:
        return ""
    sentences = f" on {one.understanding.sentences} sentences" if one.understanding else ""
    return f"; {one.voice}{sentences} by `{one.added.command}` (load {one.added.machine.load:.1f})"


def _voice(one: VoiceScore) -> str:
    heard = one.understanding
    first = f"{one.first_audio_cpu_ms[5]:.1f} | {one.first_audio_cpu_ms[200]:.1f}"
    seams = f"{one.seams.least:.0f}" if one.seams else ""
    words = f"{heard.wer:.2f} | {heard.skipped} | {heard.repeated}" if heard else " | | "
    size = f"{one.onset_ms:.0f} | {one.realtime:.3f} | {one.memory_mb:.0f}"
    return f"| {one.voice} | {one.runtime} | {first} | {size} | {seams} | {words} |"


def _running(record: RuntimeRecord) -> str:
    starts = "; ".join(
        f"{start.device} {start.seconds:.2f} s ({start.processor_seconds:.2f} s of the processor)"
        for start in record.starts
    )
    text = (
        f"Each stage beside the cpu in one process, by turns. All stages together, from what earlier runs compiled: "
        f"{starts}. {record.machine.processor}, {record.machine.cores} cores (load {record.machine.load:.1f}). "
        f"Made by `{record.command}`."
    )
    rows = [_candidate(one) for one in record.candidates]
    return "\n".join(["## Where networks run", "", text, "", _RUNTIME_HEAD, *rows]) + "\n"


def _candidate(one: Candidate) -> str:
    if one.milliseconds is None:
        return f"| {one.stage} | {one.device} | not available: {one.why_not} | | | | | | | |"
    padding = "" if one.padding is None else f"{one.padding:.0%}"
    times = f"{one.ratio:.2f} | {one.milliseconds.p50:.1f} | {one.milliseconds.p90:.1f}"
    opening = f"{one.first_open:.2f} | {one.open:.2f} | {one.resident_mb:.0f}"
    return f"| {one.stage} | {one.device} | {times} | {opening} | {padding} | {one.agreement:.0%} |"
