"""Scores of a later run beside those of the record."""

from pathlib import Path

from lab.tts.bench import TtsRecord
from lab.tts.speakers import Entry
from tts.espeak import espeak_languages

RECORD = Path(__file__).parents[3] / "docs" / "records" / "bench-tts.json"


def test_a_later_score_takes_the_place_of_the_same_voice_and_tells_where_it_was_made() -> None:
    record = TtsRecord.model_validate_json(RECORD.read_text("utf-8"))
    first, *others = record.voices
    faster = first.model_copy(update={"realtime": 0.001})
    later = record.model_copy(update={"command": "later", "voices": (faster,), "skipped": {}})
    merged = record.with_scores_of(later)
    replaced = next(one for one in merged.voices if (one.voice, one.runtime) == (first.voice, first.runtime))
    assert replaced.realtime == 0.001 and replaced.added and replaced.added.command == "later"
    assert [one for one in merged.voices if one is not replaced] == others and merged.command == record.command


def test_what_was_left_out_and_is_measured_now_is_no_longer_left_out() -> None:
    record = TtsRecord.model_validate_json(RECORD.read_text("utf-8"))
    one = record.voices[0]
    before = record.model_copy(update={"voices": (), "skipped": {f"{one.voice} ({one.runtime})": "not here"}})
    assert before.with_scores_of(record.model_copy(update={"voices": (one,), "skipped": {}})).skipped == {}


def test_the_language_of_a_voice_picks_its_sentences() -> None:
    assert [Entry(name, "cpu").language for name in ("heart", "espeak", "espeak:ja", "kokoro")] == [
        "en",
        "en",
        "ja",
        "ja",
    ]
    assert Entry("kokoro", "fixed").why_not() == "its published network runs on the cpu"


def test_a_voice_of_many_languages_without_its_program_is_left_out_with_the_reason(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    espeak_languages.cache_clear()
    try:
        assert Entry("espeak", "cpu").why_not() == "speaks no language on this machine"
    finally:
        monkeypatch.undo()
        espeak_languages.cache_clear()
