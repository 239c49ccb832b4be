from lab.runtime.outcomes import WITHIN, Outcome, OutcomeRecord
from runtime.machine import this_machine


def record(*outcomes: Outcome) -> OutcomeRecord:
    return OutcomeRecord(command="", machine=this_machine(), within=WITHIN, outcomes=outcomes)


def outcome(device: str, score: float, measure: str = "exact match (%)") -> Outcome:
    return Outcome.model_validate({"measure": measure, "device": device, "score": score, "count": 100})


def test_a_runtime_a_point_from_the_cpu_is_as_good() -> None:
    assert record(outcome("cpu", 69.0), outcome("fixed", 68.0)).apart == ()


def test_a_runtime_that_is_worse_is_named() -> None:
    worse = outcome("fixed", 67.0)
    assert record(outcome("cpu", 69.0), worse, outcome("cpu", 5.0, "word errors (%)")).apart == (worse,)


def test_a_measure_of_one_runtime_alone_has_nothing_to_differ_from() -> None:
    assert record(outcome("fixed", 67.0)).apart == ()
