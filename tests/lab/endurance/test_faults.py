from pathlib import Path

import pytest

from assistant.app import Rooms
from lab.endurance.broken_parts import Disk, small_disk
from lab.endurance.faults import FaultRow, FaultsRecord, break_everything
from runtime.provenance import Provenance


async def test_the_service_goes_on_through_everything_or_says_why(loaded: Rooms) -> None:
    record = await break_everything(loaded.config, "test", loaded.networks)
    rows = {row.fault: row for row in record.faults}
    assert [row.fault for row in rows.values() if not (row.said and row.served)] == []
    assert [row.fault for row in rows.values() if row.lost] == []
    assert rows["20 clients cut off in the middle"].acknowledged == 20
    assert len(rows) + len(record.not_broken) == 7
    assert record.clean


def test_a_silent_or_lossy_service_is_not_clean() -> None:
    row = FaultRow(fault="x", said="why", served=True, seconds=0.1, acknowledged=1, lost=0)
    for worse in ({"said": ""}, {"served": False}, {"lost": 1}):
        record = FaultsRecord(provenance=Provenance.here("test"), faults=(row.model_copy(update=worse),), not_broken={})
        assert not record.clean


def test_a_small_disk_fills_up_and_is_gone_afterwards(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        if disk.why:
            pytest.skip(disk.why)
        disk.fill()
        with pytest.raises(OSError, match="No space left"):
            (disk.folder / "one_more").write_bytes(bytes(8192))
        disk.free()
        (disk.folder / "one_more").write_bytes(bytes(8192))
    assert isinstance(disk, Disk)
    assert not (tmp_path / "disk" / "one_more").exists()
