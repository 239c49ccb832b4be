"""The power may go at any moment; ``python -m lab bench kills`` does this two hundred times."""

from pathlib import Path

from lab.endurance.kills import kill_again_and_again

KILLS = 60


def test_kills_lose_nothing_that_was_acknowledged_and_nothing_rings_twice(tmp_path: Path) -> None:
    record = kill_again_and_again(tmp_path / "assistant.db", KILLS, 20261121, "")
    assert record.acknowledged > KILLS * 0.8, "the lives were too short to show anything"
    assert (record.lost, record.rang_twice, record.list_lost, record.sound) == (0, 0, 0, True)
