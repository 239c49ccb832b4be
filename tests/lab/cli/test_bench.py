"""`python -m lab bench` as it is typed."""

import json

import pytest

from lab.cli import run
from runtime import ModelStore


def test_the_bench_prints_a_record_of_every_length(capsys: pytest.CaptureFixture[str]) -> None:
    ModelStore().fetch("hibari-heart")
    assert run(["bench", "tts", "--voice", "heart", "--device", "cpu", "--sentences", "0", "--alone", "--json"]) == 0
    (score,) = json.loads(capsys.readouterr().out)["voices"]
    assert score["voice"] == "heart" and score["understanding"] is None
    assert set(score["first_audio_ms"]) == {"5", "10", "20", "50", "100", "200"}
    assert score["seams"]["least"] >= 100
