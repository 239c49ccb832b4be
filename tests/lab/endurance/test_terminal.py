from assistant.app import Rooms
from lab.endurance.terminal import measure


def test_the_terminal_is_watched_while_it_listens(loaded: Rooms) -> None:
    record = measure(loaded.config, seconds=1.0, sizes=((80, 24),))
    (cost,) = record.costs
    assert cost.size == "80x24"
    assert cost.percent > 0
    assert cost.kilobytes > 0
