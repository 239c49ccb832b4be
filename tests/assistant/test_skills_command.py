"""`assistant skills`: begin a skill, install it by its entry point, check it, talk to it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dialog import DialogError
from dialog.template import new_skill


def install(package: Path, name: str) -> None:
    """What an editable install leaves behind: the package on the path, and its entry point."""
    info = package / f"{name}_skill-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-skill\nVersion: 0.1.0\n", encoding="utf-8")
    declared = (package / "pyproject.toml").read_text(encoding="utf-8")
    target = next(line for line in declared.splitlines() if line.startswith(f"{name} = ")).split('"')[1]
    (info / "entry_points.txt").write_text(f"[assistant.skills]\n{name} = {target}\n", encoding="utf-8")


def assistant(package: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = os.environ | {"PYTHONPATH": str(package), "ASSISTANT_STATE": str(package / "state")}
    command = [sys.executable, "-m", "assistant", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("new")
    new_skill("parrot", folder)
    install(folder / "parrot-skill", "parrot")
    return folder / "parrot-skill"


def test_a_new_skill_waits_until_it_is_allowed(package: Path) -> None:
    rows = {
        row["name"]: row for row in map(json.loads, assistant(package, "skills", "list", "--json").stdout.splitlines())
    }
    assert rows["parrot"] == {"name": "parrot", "waiting": "parrot-skill 0.1.0", "changed": False}
    check = assistant(package, "skills", "check", "parrot")
    assert (check.returncode, "assistant skills allow parrot" in check.stderr) == (1, True)
    assert assistant(package, "skills", "allow", "parrot").returncode == 0


def test_a_leave_can_be_taken_back(package: Path) -> None:
    assert assistant(package, "skills", "allow", "parrot").returncode == 0
    assert assistant(package, "skills", "forbid", "parrot").returncode == 0
    assert "waits for your leave" in assistant(package, "skills", "list").stdout
    assert assistant(package, "skills", "forbid", "parrot").returncode == 1
    assert assistant(package, "skills", "allow", "parrot").returncode == 0


def test_an_allowed_skill_is_listed_by_its_entry_point(package: Path) -> None:
    done = assistant(package, "skills", "list", "--json")
    rows = {row["name"]: row for row in map(json.loads, done.stdout.splitlines())}
    assert rows["parrot"]["permissions"] == ["storage"]
    assert "timers" in rows
    assert done.returncode == 0, done.stderr


def test_a_new_skill_keeps_the_contract_and_answers(package: Path) -> None:
    done = assistant(package, "skills", "check", "parrot", "--json")
    assert {row["kept"] for row in map(json.loads, done.stdout.splitlines())} == {True}, done.stdout
    assert done.returncode == 0, done.stderr
    tests = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", str(package)],
        env=os.environ | {"PYTHONPATH": str(package)},
        cwd=package,
        capture_output=True,
        text=True,
        timeout=120,
    )
    assert tests.returncode == 0, tests.stdout


def test_a_new_skill_answers_to_its_example(package: Path) -> None:
    done = assistant(package, "ask", "find parrot events")
    assert (done.stdout, done.returncode) == ("You asked for parrot events for the first time.\n", 0), done.stderr


def test_a_skill_that_breaks_the_contract_is_told_how(tmp_path: Path) -> None:
    (tmp_path / "sly.py").write_text(
        "from dialog import Bid, Manifest\n"
        "class Sly:\n"
        "    manifest = Manifest(name='sly', intents={'play_game': ()})\n"
        "    def __init__(self, services): pass\n"
        "    def bid(self, request): return Bid('sly', 7.0, 'boast')\n"
        "    async def handle(self, request): raise ValueError('oops')\n",
        encoding="utf-8",
    )
    done = assistant(tmp_path, "skills", "check", "sly:Sly")
    assert "broken  bids are sound: score 7.0" in done.stdout
    assert "oops" in done.stdout
    assert done.returncode == 1


def test_an_unknown_skill_is_an_error_that_names_the_known(tmp_path: Path) -> None:
    done = assistant(tmp_path, "skills", "check", "nobody")
    assert "There is no skill 'nobody'" in done.stderr
    assert "timers" in done.stderr
    assert done.returncode != 0


@pytest.mark.parametrize("name", ["Parrot", "my-skill", "../evil", ""])
def test_a_name_that_is_none_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(DialogError) as error:
        new_skill(name, tmp_path)
    assert error.value.code == "skill.name"
    assert list(tmp_path.iterdir()) == []


def test_nothing_that_is_there_is_written_over(tmp_path: Path) -> None:
    new_skill("parrot", tmp_path)
    with pytest.raises(DialogError) as error:
        new_skill("parrot", tmp_path)
    assert error.value.code == "skill.exists"
