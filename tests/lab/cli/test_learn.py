"""Every training command of understanding, whole but small: a teacher of random weights, a few utterances."""

import json
import shutil
from pathlib import Path

import pytest

from lab.cli import run
from lab.nlu.search.study import SearchRecord
from lab.nlu.training import xlm_roberta
from nlu.student import open_student
from tests.lab.nlu.small_teacher import small_teacher

PIECES = Path(__file__).parents[2] / "nlu" / "tokenizer.json"
SAID = {
    "en-US": {"alarm_set": "wake me at {}", "weather_query": "how is the weather in {}", "play_music": "play {} now"},
    "de-DE": {"alarm_set": "weck mich um {}", "weather_query": "wie wird das wetter in {}", "play_music": "spiel {}"},
}
VALUES = ("five", "berlin", "jazz", "noon", "rome", "rock", "nine", "oslo")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "massive"
    folder.mkdir()
    for locale, patterns in SAID.items():
        rows = []
        for intent, pattern in patterns.items():
            for place, value in enumerate(VALUES):
                partition = "train" if place < 6 else "dev"
                row = {"id": f"{intent}-{place}", "locale": locale, "partition": partition, "intent": intent}
                rows.append({**row, "utt": pattern.format(value), "annot_utt": pattern.format(f"[what : {value}]")})
        (folder / f"{locale}.jsonl").write_text("\n".join(map(json.dumps, rows)), "utf-8")
    return folder


@pytest.fixture
def teacher(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A folder as one that was downloaded, of a small model."""
    pieces = len(json.loads(PIECES.read_text("utf-8"))["model"]["vocab"])
    monkeypatch.setattr(xlm_roberta, "_PIECES", pieces)
    folder = tmp_path / "teacher"
    small_teacher(folder, pieces)
    shutil.copy(PIECES, folder / "tokenizer.json")
    return folder


def test_a_student_is_trained_and_trained_on(
    data: Path, teacher: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["learn", "nlu", "--data", str(data), "--teacher", str(teacher), "--depth", "1", "--embedding", "32"]
    made, again = tmp_path / "made", tmp_path / "again"
    whole = [*command, "--epochs", "30", "--rate", "0.001", "--out", str(made), "--work", str(tmp_path / "one")]
    assert run([*whole, "--plot", str(tmp_path / "curve.svg"), "--json"]) == 0
    record = json.loads(capsys.readouterr().out)
    assert record["schedule"]["taught"] == 0.5
    assert record["mean"]["intent"] > 60, "three intents are told apart"
    assert (tmp_path / "curve.svg").exists()
    assert open_student("cpu", made).understand("wake me at noon", "en-US").intent in SAID["en-US"]
    more = ["--epochs", "1", "--earlier", str(made), "--out", str(again), "--work", str(tmp_path / "two"), "--json"]
    assert run([*command, *more]) == 0
    assert json.loads(capsys.readouterr().out)["earlier"]["cpu_seconds"] == record["cpu_seconds"]


def test_teachers_are_compared(data: Path, teacher: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "distillation.json"
    command = ["learn", "distillation", "--data", str(data), "--teacher", str(teacher), "--locales", "en-US,de-DE"]
    assert run([*command, "--epochs", "1", "--work", str(tmp_path / "work"), "--out", str(out)]) == 0
    outcomes = json.loads(out.read_text("utf-8"))["outcomes"]
    assert set(outcomes) == {
        "teacher, stage 1", "teacher, stage 2", "no distillation", "from stage 1", "from stage 2", "cross-fitted"
    }  # fmt: skip
    assert "cross-fitted" in capsys.readouterr().out


def test_shapes_are_searched(data: Path, teacher: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out, plot = tmp_path / "architecture.json", tmp_path / "architecture.svg"
    command = ["learn", "extract", "--data", str(data), "--teacher", str(teacher), "--locales", "en-US,de-DE"]
    command += ["--steps", "1", "--full-steps", "2", "--block", "30", "--least", "1", "--embedding", "32"]
    assert run([*command, "--work", str(tmp_path / "work"), "--out", str(out), "--plot", str(plot)]) == 0
    record = SearchRecord.model_validate_json(out.read_text("utf-8"))
    assert set(record.latency) == {each.point.name for each in record.extraction.candidates} | {"12x384/12/1536"}
    assert f"greatest W: {record.extraction.best.point.name}" in capsys.readouterr().out
    assert "</svg>" in plot.read_text("utf-8")
