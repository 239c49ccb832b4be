import pytest
from scipy import special

from dialog.learning.transitions import Transitions, at_least
from tests.dialog.learning.test_miner import misheard, turn


def transitions(sessions: int, others: int) -> Transitions:
    """So many users mean one artist and reach another; so many others ask for that one at once."""
    found = Transitions()
    for place in range(sessions):
        found.read(misheard(f"home{place}"))
    for place in range(others):
        found.read([turn("play imagine dragons", "play|artist=imagine", defect=0.1, device=f"other{place}")])
    return found


def test_moves_are_weighed_by_how_sure_they_are() -> None:
    moves = transitions(4, 0).between("play|artist=maj", "play|artist=imagine")
    assert moves.weight == pytest.approx(3.6)
    assert (moves.count, len(moves.devices), moves.days) == (4, 4, {0})


def test_the_more_often_a_wish_comes_anyway_the_likelier_it_follows_by_chance() -> None:
    rare, popular = transitions(3, 1), transitions(3, 300)
    rare.read([turn(f"x{n}", f"other|{n}", defect=0.1) for n in range(300)])
    pair = "play|artist=maj", "play|artist=imagine"
    assert rare.by_chance(*pair) < 1e-6
    assert popular.by_chance(*pair) > 0.9


def test_more_users_are_less_of_a_chance() -> None:
    pair = "play|artist=maj", "play|artist=imagine"

    def chance(sessions: int) -> float:
        found = transitions(sessions, 20)
        found.read([turn(f"x{n}", f"other|{n}", defect=0.1) for n in range(60)])
        return found.by_chance(*pair)

    assert chance(2) > chance(4) > chance(8)
    assert chance(1) == pytest.approx(0.25, rel=0.05)


def test_what_nobody_did_is_chance() -> None:
    assert transitions(3, 0).by_chance("play|artist=imagine", "play|artist=maj") == 1


def test_fading_weighs_less_and_is_no_more_of_a_chance() -> None:
    found = transitions(4, 10)
    pair = "play|artist=maj", "play|artist=imagine"
    before = found.by_chance(*pair)
    found.fade(0.5)
    assert found.between(*pair).weight == pytest.approx(1.8)
    assert found.by_chance(*pair) == before


@pytest.mark.parametrize(("followed", "count"), [(7, 3), (400, 90), (5, 5)])
def test_the_chance_is_that_of_the_binomial_distribution(followed: int, count: int) -> None:
    share = 0.2
    exact = special.betainc(count, followed - count + 1, share)
    assert at_least(count, followed, share) == pytest.approx(exact, rel=1e-9)
