import subprocess
import sys
from pathlib import Path

import pytest

from dialog import DialogError
from dialog.ownership import Ownership

HOLD = """
import sys
from pathlib import Path
from dialog.ownership import Ownership
owner = Ownership(Path(sys.argv[1]))
owner.take("service")
print("taken", flush=True)
sys.stdin.read()
"""


@pytest.fixture
def other(tmp_path: Path):
    """Another process that owns the state."""
    command = [sys.executable, "-c", HOLD, str(tmp_path)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stdout.readline() == b"taken\n"
        yield process
        process.kill()


def test_a_state_has_one_owner_who_is_named(tmp_path: Path, other) -> None:
    with pytest.raises(DialogError) as error:
        Ownership(tmp_path).take("terminal")
    assert error.value.code == "state.owned"
    assert f"the service (process {other.pid})" in error.value.message
    assert error.value.remedy


def test_one_that_is_killed_owns_nothing_any_more(tmp_path: Path, other) -> None:
    other.kill()
    other.wait()
    Ownership(tmp_path).take("terminal")


def test_one_process_may_take_it_several_times(tmp_path: Path) -> None:
    first, second = Ownership(tmp_path), Ownership(tmp_path)
    first.take("service")
    second.take("service")
    first.give_back()
    assert taken_elsewhere(tmp_path)
    second.give_back()
    assert not taken_elsewhere(tmp_path)


def taken_elsewhere(folder: Path) -> bool:
    take = "import sys; from pathlib import Path; from dialog.ownership import Ownership; "
    take += "Ownership(Path(sys.argv[1])).take('x')"
    return subprocess.run([sys.executable, "-c", take, str(folder)], capture_output=True, check=False).returncode != 0
