from pathlib import Path

from lab.tts.speakers import Entry


def test_a_voice_whose_model_is_not_here_is_left_out_with_the_reason(tmp_path: Path) -> None:
    assert Entry("heart", "cpu", tmp_path).why_not() == "models not fetched: hibari-heart"
    assert Entry("wren", "cpu", tmp_path).why_not() == ""


def test_a_program_that_is_not_installed_is_left_out(monkeypatch) -> None:
    monkeypatch.setenv("PATH", "")
    assert Entry("flite", None).why_not() == "not installed"
