import pytest

from assistant.app import Rooms
from lab.endurance.daemon import measure


async def test_too_many_are_told_busy_and_nobody_is_lost(loaded: Rooms, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lab.endurance.daemon._IDLE_SECONDS", 0.5)
    monkeypatch.setattr("lab.endurance.daemon._SETTLING_SECONDS", 0.0)
    monkeypatch.setattr("lab.endurance.daemon._OVERLOAD_SECONDS", 2.0)
    wyoming = loaded.config.wyoming.model_copy(update={"longest_queue": 3, "most_clients": 12})
    config = loaded.config.model_copy(update={"wyoming": wyoming})
    record = await measure(config, clients=3, seconds=3.0, pause=0.5, networks=loaded.networks)
    assert (record.steady.lost, record.steady.refused, record.overload.lost) == (0, {}, 0)
    assert set(record.overload.refused) == {"server.busy"}
    assert record.overload.most_waiting == 3
    assert record.ready
    assert set(record.steady.latencies) == {"transcribe", "handle", "speak"}
    assert record.idle_percent["voice activity"] > 0
    assert record.descriptors[1] <= record.descriptors[0] + 2
