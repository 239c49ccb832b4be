"""`assistant voices` as it is typed."""

from pathlib import Path

import pytest

from assistant.cli import run
from runtime import ModelStore


@pytest.fixture(autouse=True)
def model() -> None:
    ModelStore().fetch("hibari-heart")


def test_every_voice_is_listed_with_its_licence(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["voices", "list"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert {"heart", "espeak"} <= {line.split()[0] for line in lines}
    assert all("Apache-2.0" in line or "GPL" in line for line in lines)


def test_a_voice_that_fits_together_says_hello(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["voices", "check", "heart"]) == 0
    told = capsys.readouterr().out
    assert "fits together" in told and "Streamed equals one-shot to 1" in told


def test_an_addon_with_a_mistake_is_one_line_that_points_into_the_file(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "addon.json").write_text('{"name": "x"}')
    assert run(["voices", "check", str(tmp_path)]) == 1
    error = capsys.readouterr().err
    assert error.count("\n") == 1 and "addon.json at /title" in error


def test_an_unknown_voice_is_bad_usage(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["voices", "check", "nobody"]) == 2
    assert "heart" in capsys.readouterr().err


def test_the_tree_of_a_voice_names_networks_sizes_and_receptive_fields(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["voices", "describe", "heart"]) == 0
    told = " ".join(capsys.readouterr().out.replace("│", " ").split())
    assert "StreamablePipeline" in told and "tts.heart.decoder: 4.18 M parameters; receptive field 27" in told


def test_a_picture_is_drawn(tmp_path: Path) -> None:
    assert run(["voices", "picture", "heart", "-o", str(tmp_path / "a.png"), "--text", "Yes."]) == 0
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG")
