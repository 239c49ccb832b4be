import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialog.learning.trial import Trial


def run(direct: float, treated: float, control: float, turns: int) -> Trial:
    trial = Trial.begin(direct)
    for place in range(turns):
        trial = trial.with_treated(treated)
        if place % 9 == 0:
            trial = trial.with_control(control)
    return trial


def test_a_rewrite_that_does_harm_is_found_out() -> None:
    assert run(direct=0.8, treated=0.9, control=0.2, turns=25).harmful()


def test_a_rewrite_that_hardly_ever_serves_is_not_worth_having() -> None:
    useless = run(direct=0.01, treated=0.93, control=0.99, turns=30)
    assert useless.harm < 0.5
    assert useless.harmful()


def test_a_rewrite_that_helps_stays() -> None:
    assert not run(direct=0.1, treated=0.1, control=0.9, turns=500).harmful()


def test_few_turns_give_no_verdict() -> None:
    assert not run(direct=0.9, treated=1.0, control=0.0, turns=19).harmful()


def test_a_change_of_mind_is_seen_within_a_memory() -> None:
    trial = run(direct=0.1, treated=0.1, control=0.5, turns=5000)
    for _ in range(150):
        trial = trial.with_treated(0.9)
    assert trial.harmful()


@given(st.lists(st.floats(0, 1), max_size=300))
def test_rates_stay_rates(defects: list[float]) -> None:
    trial = Trial.begin(0.5)
    for defect in defects:
        trial = trial.with_treated(defect)
    assert 0 < trial.treated.mean < 1
    assert 0 <= trial.harm <= 1
    assert trial.treated.mean == pytest.approx(trial.treated.mean)
