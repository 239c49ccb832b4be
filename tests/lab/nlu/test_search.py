from itertools import combinations
from pathlib import Path

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from lab.nlu.search import cost
from lab.nlu.search.check import SMALL, expected_best, pareto
from lab.nlu.search.cost import Frame
from lab.nlu.search.extraction import coefficient, extract
from lab.nlu.search.space import Point, Space
from lab.nlu.search.study import BUDGET, SearchRecord
from nlu.card import Card
from nlu.errors import NluError
from nlu.network import StudentNetwork, parameters
from nlu.shape import StudentShape
from nlu.student import MODEL

RECORDS = Path(__file__).parents[3] / "docs" / "records"
FRAME = Frame(pieces=500, embedding=32, intents=7, slots=9, length=11)
SHAPES = (
    Point(depth=1, heads=2, hidden=32, intermediate=64),
    Point(depth=3, heads=4, hidden=64, intermediate=96),
    Point(depth=2, heads=6, hidden=48, intermediate=48),
)


def network(point: Point) -> StudentNetwork:
    return StudentNetwork(
        StudentShape(
            pieces=FRAME.pieces,
            intents=FRAME.intents,
            slots=FRAME.slots,
            embedding=FRAME.embedding,
            embedding_bits=4,
            **point.model_dump(),
        )
    ).eval()


@pytest.mark.parametrize("point", SHAPES, ids=lambda point: point.name)
def test_the_size_polynomial_counts_every_value(point: Point) -> None:
    assert cost.parameters(point, FRAME) == parameters(network(point))


@pytest.mark.parametrize("point", SHAPES, ids=lambda point: point.name)
def test_the_work_polynomial_agrees_with_the_counter_of_torch(point: Point) -> None:
    ids = torch.zeros((1, FRAME.length), dtype=torch.int64)
    with torch.no_grad(), FlopCounterMode(display=False) as counter:
        network(point)(ids, torch.ones(ids.shape))
    assert cost.operations(point, FRAME) == counter.get_total_flops()


def test_heads_that_do_not_divide_the_width_are_left_out() -> None:
    points = Space(depths=(1,), heads=(3, 4), hiddens=(32, 48), intermediates=(64,)).points()
    assert {(point.heads, point.hidden) for point in points} == {(3, 48), (4, 32), (4, 48)}


def smooth(point: Point) -> float:
    """An error that falls with size, as one hopes."""
    return 1.0 + 3.0 / point.depth + 30.0 / point.hidden + 5.0 / point.intermediate


def test_blocks_of_one_find_what_brute_force_finds() -> None:
    largest = SMALL.maximum()
    best = max(SMALL.points(), key=lambda point: coefficient(point, largest, FRAME, smooth(point), smooth(largest)))
    assert extract(SMALL, FRAME, 1, smooth).best.point == best


def test_larger_blocks_train_fewer_shapes_and_never_find_more() -> None:
    found = [extract(SMALL, FRAME, size, smooth) for size in (1, 2, 4, 8)]
    trained = [len(each.candidates) for each in found]
    assert trained == sorted(trained, reverse=True)
    assert all(each.best.coefficient <= found[0].best.coefficient for each in found)


def test_each_shape_is_trained_once() -> None:
    asked: list[Point] = []

    def error(point: Point) -> float:
        asked.append(point)
        return smooth(point)

    extract(SMALL, FRAME, 4, error)
    assert len(asked) == len(set(asked)) <= len(SMALL.points()) / 4 + 1


def test_an_error_that_says_nothing_picks_the_cheapest() -> None:
    cheapest = min(SMALL.points(), key=lambda point: cost.operations(point, FRAME))
    assert extract(SMALL, FRAME, 1, lambda _: 1.0).best.point.hidden == cheapest.hidden


def test_the_expected_best_of_random_picks_is_the_mean_over_all_sets() -> None:
    weights = [0.1, 0.5, 0.3, 0.9, 0.2]
    for picks in (1, 2, 3, 5):
        sets = [max(each) for each in combinations(weights, picks)]
        assert expected_best(weights, picks) == pytest.approx(sum(sets) / len(sets))


def test_a_row_that_another_beats_everywhere_is_not_on_the_front() -> None:
    assert pareto([(1.0, 3.0), (2.0, 2.0), (2.0, 4.0), (3.0, 1.0)]) == [True, True, False, True]


@pytest.fixture
def searched() -> SearchRecord:
    return SearchRecord.model_validate_json((RECORDS / "architecture.json").read_text("utf-8"))


def test_the_student_that_ships_has_the_shape_with_the_least_error_that_a_device_can_afford(
    searched: SearchRecord,
) -> None:
    shape = Card.load(MODEL).shape
    picked = searched.within(BUDGET).point
    assert picked == Point(depth=shape.depth, heads=shape.heads, hidden=shape.hidden, intermediate=shape.intermediate)
    assert searched.latency[picked.name].p50 <= BUDGET
    assert searched.within(0.6).error > searched.within(BUDGET).error, "a smaller budget buys less"


def test_a_budget_that_nothing_meets_is_an_error(searched: SearchRecord) -> None:
    with pytest.raises(NluError) as error:
        searched.within(0.01)
    assert error.value.code == "search.budget"
