import sys
from pathlib import Path

import pytest

from dialog import Database, DialogError, Manifest, Schedule, Services, VirtualClock, load_skills
from dialog.testing import SATURDAY_TEN

CLOCK = VirtualClock(SATURDAY_TEN)


def install(folder: Path, name: str, module: str) -> None:
    """Put a package with one skill where Python finds it."""
    (folder / f"{name}_skill.py").write_text(module, encoding="utf-8")
    info = folder / f"{name}_skill-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text(f"Metadata-Version: 2.1\nName: {name}-skill\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(f"[assistant.skills]\n{name} = {name}_skill:Skill\n", encoding="utf-8")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])
    return tmp_path


def test_a_skill_that_cannot_be_loaded_is_named_and_the_others_work(folder: Path) -> None:
    install(folder, "broken", "raise RuntimeError('oops')")
    database = Database(folder / "a.db")
    loaded = load_skills(database, Schedule(database, CLOCK), CLOCK)
    assert loaded.broken == (("broken", "RuntimeError: oops"),)
    assert "timers" in {skill.manifest.name for skill in loaded.skills}


def test_a_strangers_skill_is_found_and_gets_its_settings(folder: Path) -> None:
    install(
        folder,
        "dice",
        "from dialog import Manifest\n"
        "class Skill:\n"
        "    manifest = Manifest(name='dice', intents={'play_game': ()})\n"
        "    def __init__(self, services):\n"
        "        self.sides = services.settings['sides']\n",
    )
    database = Database(folder / "a.db")
    loaded = load_skills(database, Schedule(database, CLOCK), CLOCK, {"dice": {"sides": 20}})
    (dice,) = (skill for skill in loaded.skills if skill.manifest.name == "dice")
    assert dice.sides == 20  # type: ignore[attr-defined]


def test_a_service_that_the_manifest_does_not_name_is_not_handed_out(tmp_path: Path) -> None:
    database = Database(tmp_path / "a.db")
    manifest = Manifest(name="nosy", intents={"play_game": ()}, permissions=frozenset({"storage"}))
    services = Services(manifest, database, Schedule(database, CLOCK), CLOCK)
    services.storage.put("mine", 1)
    for ask in (lambda: services.schedule, lambda: services.network, lambda: services.contacts):
        with pytest.raises(DialogError) as error:
            ask()
        assert error.value.code == "skill.permission"
