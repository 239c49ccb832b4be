"""The figures of voices, from their record."""

from pathlib import Path

from lab.tts.bench import TtsRecord, VoiceScore

_SPEAKING_HEAD = (
    "| Voice | runtime | first audio, 5 words (ms) | 200 words (ms) | speech begins (ms) | processor / length | MB | "
    "streamed = one-shot (dB) | WER (%) | skipped | repeated |\n|---|---|---|---|---|---|---|---|---|---|---|"
)


def speaking_sections(records: Path) -> list[str]:
    """A section for the voices; none where there is no record."""
    voices = records / "bench-tts.json"
    return [_speaking(TtsRecord.model_validate_json(voices.read_text("utf-8")))] if voices.exists() else []


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
