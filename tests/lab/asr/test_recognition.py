import json
from pathlib import Path

import pytest
import soundfile

from asr import AsrError, Recognizer
from lab.asr import Recording, bench_asr, read_recordings
from lab.asr.accuracy import Hearing, judged, normalizer, score_sets, transcribed, word_errors
from lab.asr.rehearing import rehearing_curve
from runtime.store import ModelStore

SAID = [
    ("Turn off the lights in the kitchen.", {"room": "kitchen"}),
    (
        "Please set the lights in the bedroom to blue, and turn the heating down a bit.",
        {"colour": "blue", "room": "bedroom"},
    ),
]


@pytest.fixture
def data(tmp_path: Path, say) -> Path:
    lines = []
    for index, (text, slots) in enumerate(SAID):
        audio = say(text)
        soundfile.write(tmp_path / f"{index}.flac", audio.samples, audio.rate)
        lines.append(
            {
                "file": f"{index}.flac",
                "set": "spoken",
                "lang": "en",
                "text": text,
                "slots": slots,
                "seconds": audio.seconds,
            }
        )
    (tmp_path / "manifest.json").write_text(json.dumps(lines))
    return tmp_path


def test_one_run_gives_error_rates_slots_memory_and_delay(store: ModelStore, data: Path) -> None:
    record = bench_asr(store.root, data, entries=("quick",))
    [contestant] = record.contestants
    [score] = contestant.scores
    assert (score.clips, score.words, score.errors) == (2, 23, 0)
    assert (score.commands, score.slots_right, score.wer) == (2, 2, 0.0)
    assert score.cpu_seconds > 0
    assert contestant.peak_mb > 50
    assert [total.words for total in contestant.totals()] == [23]
    assert record.delay is not None
    assert record.delay.clips >= 1
    assert type(record).model_validate_json(record.model_dump_json()) == record


def test_a_wrong_word_and_a_missed_slot_count(recognizer: Recognizer, data: Path) -> None:
    first, *_ = read_recordings(data)
    wrong = first.model_copy(update={"text": "Turn on the lights in the kitchen.", "slots": {"room": "cellar"}})
    [score] = score_sets("ours", judged(transcribed(recognizer, [wrong])))
    assert (score.errors, score.words, score.slots_right) == (1, 7, 0)


def heard(text_errors: int, confidence: float, cpu: float) -> Hearing:
    recording = Recording(file=Path("a.flac"), set="a", lang="en", text="one two", seconds=1.0)
    return Hearing(recording, text_errors, 2, None, True, confidence, cpu)


def test_the_threshold_is_scored_on_clips_it_was_not_chosen_on() -> None:
    quick = [heard(2, 0.42, 1.0), heard(0, 0.95, 1.0), heard(0, 0.95, 1.0), heard(2, 0.52, 1.0)]
    strong = [heard(0, 0.9, 4.0)] * 4
    curve = rehearing_curve(quick, strong)
    assert curve.chosen == (0.45, 0.55)
    assert curve.held_out.wer == 0.25
    never, always = curve.points[0], curve.points[-1]
    assert (never.wer, never.reheard, never.cpu_seconds) == (0.5, 0.0, 4.0)
    assert (always.wer, always.reheard, always.cpu_seconds) == (0.0, 1.0, 20.0)


def test_recordings_of_other_languages_are_left_out(recognizer: Recognizer, data: Path) -> None:
    first, *_ = read_recordings(data)
    assert transcribed(recognizer, [first.model_copy(update={"language": "de"})]) == ()


def test_the_file_of_a_recording_is_found_below_its_manifest(data: Path) -> None:
    assert all(isinstance(one, Recording) and one.file.is_file() for one in read_recordings(data))


def test_a_folder_without_manifest_is_named(tmp_path: Path) -> None:
    with pytest.raises(AsrError) as caught:
        read_recordings(tmp_path)
    assert caught.value.code == "data.missing"


def test_a_manifest_that_is_not_one_is_refused(tmp_path: Path) -> None:
    (tmp_path / "manifest.json").write_text('[{"file": 3}]')
    with pytest.raises(AsrError) as caught:
        read_recordings(tmp_path)
    assert caught.value.code == "data.invalid"


def test_normalisation_evens_out_case_punctuation_and_numbers() -> None:
    normal = normalizer("en")
    assert normal("Mr. Smith: twenty-five Minutes!") == normal("mister smith 25 minutes")
    assert normalizer("de")("Grüß Gott!").strip() == "grüß gott"


def test_word_errors_count_substitutions_omissions_and_insertions() -> None:
    assert word_errors([("a b c d", "a x c"), ("a", "a b")]) == [(2, 4), (1, 1)]
