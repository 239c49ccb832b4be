from runtime.measure import spread, timed
from runtime.plan import Contender, decide
from runtime.session import Device


def candidate(device: Device, ratio: float, agreement: float = 1.0) -> Contender:
    return Contender(stage="nlu", device=device, description="", ratio=ratio, agreement=agreement)


ABSENT = Contender(stage="nlu", device="cuda", description="", why_not="a CPU build")


def test_the_quickest_that_agrees_is_taken() -> None:
    decision = decide([candidate("cpu", 1.0), candidate("fixed", 0.6, 0.91), ABSENT])
    assert (decision.device, decision.ratio) == ("fixed", 0.6)


def test_a_quick_one_that_disagrees_is_not_taken() -> None:
    assert decide([candidate("cpu", 1.0), candidate("fixed", 0.1, 0.5)]).device == "cpu"


def test_a_gain_too_small_to_matter_is_left() -> None:
    assert decide([candidate("cpu", 1.0), candidate("fixed", 0.98)]).device == "cpu"


def test_the_cpu_alone_is_taken() -> None:
    assert decide([candidate("cpu", 1.0), ABSENT]).device == "cpu"


def test_percentiles_are_milliseconds() -> None:
    assert spread([0.001, 0.002, 0.003]).p50 == 2.0


def test_timing_gives_what_was_made() -> None:
    seconds, made = timed(lambda: "made")
    assert made == "made"
    assert seconds >= 0
