import asyncio

from assistant.app import Rooms
from lab.endurance.soak import soak


def test_every_frame_of_a_soak_is_heard_and_time_does_not_drift(rooms: Rooms) -> None:
    record = asyncio.run(soak(rooms, 0.7))
    assert record.frames_heard == record.frames_expected
    assert record.utterances == record.heard >= 3
    assert abs(record.drift_ms) < 200
    assert record.resident_mb
