"""The arbitration networks: their files, their runtimes, and what they make of a list."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from dialog import DialogError
from dialog.ranking.card import outside
from dialog.ranking.claim import Situation
from dialog.ranking.exported import read_opinion, read_ranker
from dialog.ranking.features import FEATURES
from dialog.ranking.grams import BUCKETS, MOST, grams, plain
from dialog.ranking.ranker import MODEL, gram_arrays, load_ranker, open_ranker, ranker_spec
from nlu import Interpretation, Reading
from runtime import Session, devices, open_runtime
from runtime.graph import Array, Graph

TEXTS = ["wake me up at seven tomorrow", "weck mich um sieben", "明日七時に起こして", ""]


def feeds(claims: int) -> dict[str, Array]:
    chance = np.random.default_rng(claims)
    card = open_ranker().card
    return {
        "values": chance.normal(size=(1, claims, FEATURES)).astype(np.float32),
        "intents": chance.integers(0, len(card.intents), (1, claims)),
        "slots": chance.random((1, claims, len(card.slots))).astype(np.float32),
        "topic": chance.integers(0, len(card.intents) + 1, (1, claims)),
        "mask": np.ones((1, claims), np.float32),
    }


@pytest.fixture(params=[report.device for report in devices() if report.available and report.device != "cpu"])
def other(request: pytest.FixtureRequest) -> Iterator[Session]:
    card, path = open_ranker().card, MODEL / "ranker.onnx"
    yield open_runtime(Graph(ranker_spec(card), path, lambda: read_ranker(path, card)), request.param, strict=True)


@pytest.mark.parametrize("claims", [1, 3, 4, 5, 15, 16, 17, 64])
def test_the_exported_ranker_is_the_torch_module(claims: int) -> None:
    fed, card = feeds(claims), open_ranker().card
    with torch.inference_mode():
        expected = read_ranker(MODEL / "ranker.onnx", card)(*map(torch.tensor, fed.values()))
    got = open_ranker().ranker.run(fed)
    np.testing.assert_allclose(got["claims"], expected[0].numpy(), atol=1e-4)
    np.testing.assert_allclose(got["none"], expected[1].numpy(), atol=1e-4)


@pytest.mark.parametrize("claims", [1, 15, 16, 17])
def test_other_runtimes_agree_with_the_cpu_at_the_edges_of_buckets(claims: int, other: Session) -> None:
    fed = feeds(claims)
    expected, got = open_ranker().ranker.run(fed), other.run(fed)
    np.testing.assert_allclose(got["claims"], expected["claims"], atol=1e-3)
    np.testing.assert_allclose(got["none"], expected["none"], atol=1e-3)


def test_the_exported_opinion_is_the_torch_module_and_sums_to_one() -> None:
    arrays, card = gram_arrays(TEXTS), open_ranker().card
    with torch.inference_mode():
        expected = read_opinion(MODEL / "opinion.onnx", card)(*map(torch.tensor, arrays.values())).numpy()
    got = open_ranker().opinions(TEXTS)
    np.testing.assert_allclose(got, expected, atol=1e-4)
    np.testing.assert_allclose(np.exp(got).sum(1), 1.0, atol=1e-4)


def test_of_no_claims_none_is_the_right_one() -> None:
    said = Interpretation("weck mich um sieben", "de-DE", (Reading("alarm_set", 1.0),), ())
    ranked = open_ranker().rank([], [said], Situation())
    assert (len(ranked.claims), ranked.none) == (0, 1.0)


def test_of_nothing_heard_there_is_no_opinion() -> None:
    ranker = open_ranker()
    assert ranker.rank([], [], Situation()).none == 1.0
    assert ranker.outside([]) == -np.inf
    assert len(ranker.opinions([])) == 0


def test_padding_beside_a_longer_text_changes_nothing() -> None:
    alone, beside = open_ranker().opinions(TEXTS[:1]), open_ranker().opinions(TEXTS)
    np.testing.assert_allclose(alone[0], beside[0], atol=1e-5)


def test_the_model_is_small() -> None:
    assert sum(file.stat().st_size for file in MODEL.glob("*.onnx")) < 1_000_000


def test_case_and_punctuation_count_for_nothing() -> None:
    assert plain("  Wake me up, at SEVEN! ") == "wake me up at seven"
    np.testing.assert_array_equal(grams("Wake me up!"), grams("wake me up"))


def test_grams_are_numbers_of_the_table_however_long_the_text_is() -> None:
    numbers = grams("a strange sentence " * 100)
    assert len(numbers) == MOST
    assert 0 < numbers.min() <= numbers.max() < BUCKETS


def test_a_missing_model_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(DialogError, match="python -m lab learn arbitration") as error:
        load_ranker(tmp_path)
    assert error.value.code == "arbitration.missing"


@pytest.mark.parametrize("name", ["opinion.onnx", "ranker.onnx"])
def test_a_file_that_is_missing_or_changed_is_refused(name: str, tmp_path: Path) -> None:
    shutil.copytree(MODEL, tmp_path / "model")
    with (tmp_path / "model" / name).open("ab") as file:
        file.write(b"x")
    with pytest.raises(DialogError) as error:
        load_ranker(tmp_path / "model")
    assert error.value.code == "arbitration.corrupt"
    (tmp_path / "model" / name).unlink()
    with pytest.raises(DialogError) as error:
        load_ranker(tmp_path / "model")
    assert error.value.code == "arbitration.missing"


def test_of_a_language_that_it_never_read_the_opinion_has_none() -> None:
    assert open_ranker().card.reads("en-GB")
    assert not open_ranker().card.reads("xx-YY")


def test_an_utterance_is_the_farther_outside_the_more_each_voice_doubts_it() -> None:
    sure = Interpretation("x", "en-US", (Reading("qa_maths", 0.9),), (), scope=0.9)
    scores = [
        outside(-6.0, sure),
        outside(-1.0, sure),
        outside(-1.0, replace(sure, scope=0.2)),
        outside(-1.0, replace(sure, scope=0.2, readings=(Reading("qa_maths", 0.3),))),
    ]
    assert scores == sorted(scores)
    assert outside(-20.0, replace(sure, scope=1.0)) > -50, "certainty counts for no more than near certainty"
