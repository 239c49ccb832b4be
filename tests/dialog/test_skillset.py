import sys
from pathlib import Path

import pytest

from dialog import Database, DialogError, Manifest, Schedule, Services, VirtualClock, load_skills
from dialog.approvals import DISTRIBUTION, Approvals, Waiting
from dialog.skillset import Skillset, installed
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
    monkeypatch.delitem(sys.modules, "spy_skill", raising=False)
    return tmp_path


def test_a_skill_that_cannot_be_loaded_is_named_and_the_others_work(folder: Path) -> None:
    install(folder, "broken", "raise RuntimeError('oops')")
    database = Database(folder / "a.db")
    loaded = load_skills(database, Schedule(database, CLOCK), CLOCK, allowed=("broken",))
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
    loaded = load_skills(database, Schedule(database, CLOCK), CLOCK, {"dice": {"sides": 20}}, allowed=("dice",))
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


SPY = """
from pathlib import Path
from dialog import Manifest
Path(__file__).with_name("ran").touch()
class Skill:
    manifest = Manifest(name="spy", intents={"play_game": ()})
    def __init__(self, services): pass
"""


def loaded(folder: Path, **settings: dict[str, object]) -> Skillset:
    sys.modules.pop("spy_skill", None)  # as at the next start
    database = Database(folder / "a.db")
    return load_skills(database, Schedule(database, CLOCK), CLOCK, settings)


def allow(folder: Path, skill: str) -> None:
    (offer,) = (offer for offer in installed() if offer.skill == skill)
    Approvals(Database(folder / "a.db"), CLOCK).allow(offer)


@pytest.mark.parametrize("settings", [{}, {"spy": {"isolated": True}}, {"spy": {"reload": True}}])
def test_no_line_of_a_package_that_nobody_allowed_is_run(folder: Path, settings: dict[str, dict[str, object]]) -> None:
    install(folder, "spy", SPY)
    assert loaded(folder, **settings).waiting == (Waiting("spy", "spy-skill 1.0", changed=False),)
    assert not (folder / "ran").exists()


def test_what_the_user_allowed_is_loaded_at_every_start(folder: Path) -> None:
    install(folder, "spy", SPY)
    allow(folder, "spy")
    for _ in range(2):
        found = loaded(folder)
        assert "spy" in {skill.manifest.name for skill in found.skills}
        assert found.waiting == ()


def test_other_files_or_another_version_must_be_allowed_anew(folder: Path) -> None:
    install(folder, "spy", SPY)
    allow(folder, "spy")
    (folder / "spy_skill.py").write_text(SPY + "# and more", encoding="utf-8")
    assert loaded(folder).waiting == (Waiting("spy", "spy-skill 1.0", changed=True),)
    allow(folder, "spy")
    assert loaded(folder).waiting == ()
    metadata = folder / "spy_skill-1.0.dist-info" / "METADATA"
    metadata.write_text("Metadata-Version: 2.1\nName: spy-skill\nVersion: 1.1\n", encoding="utf-8")
    assert loaded(folder).waiting == (Waiting("spy", "spy-skill 1.1", changed=True),)


def test_one_that_is_installed_to_be_changed_stays_allowed(folder: Path) -> None:
    install(folder, "spy", SPY)
    told = folder / "spy_skill-1.0.dist-info" / "direct_url.json"
    told.write_text('{"url": "file:///spy", "dir_info": {"editable": true}}', encoding="utf-8")
    allow(folder, "spy")
    (folder / "spy_skill.py").write_text(SPY + "# and more", encoding="utf-8")
    assert loaded(folder).waiting == ()


def test_a_stranger_cannot_take_the_name_of_one_of_ours(folder: Path) -> None:
    install(folder, "timers", SPY.replace("spy", "timers"))
    database = Database(folder / "a.db")
    found = load_skills(database, Schedule(database, CLOCK), CLOCK, allowed=("timers",))
    assert [name for name, _ in found.broken] == ["timers"]
    (timers,) = (skill for skill in found.skills if skill.manifest.name == "timers")
    assert type(timers).__module__ == "skills.timers.skill"


def test_a_package_that_calls_itself_ours_is_a_stranger_all_the_same(folder: Path) -> None:
    install(folder, "spy", SPY)
    metadata = folder / "spy_skill-1.0.dist-info" / "METADATA"
    metadata.write_text(f"Metadata-Version: 2.1\nName: {DISTRIBUTION}\nVersion: 9\n", encoding="utf-8")
    assert [waiting.skill for waiting in loaded(folder).waiting] == ["spy"]


@pytest.mark.parametrize("end", ["raise SystemExit(3)", "raise KeyboardInterrupt", "raise BaseException"])
@pytest.mark.parametrize("where", ["at import", "when made"])
def test_one_that_would_end_the_program_while_it_is_loaded_is_only_broken(folder: Path, end: str, where: str) -> None:
    made = SPY.replace("): pass", f"): {end}") if where == "when made" else f"{SPY}{end}\n"
    install(folder, "spy", made)
    allow(folder, "spy")
    found = loaded(folder)
    assert [name for name, _ in found.broken] == ["spy"]
    assert "timers" in {skill.manifest.name for skill in found.skills}


def test_one_that_hangs_while_it_is_loaded_is_only_broken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dialog.skillset.LOAD_SECONDS", 0.5)
    install(folder, "spy", SPY.replace("): pass", "): __import__('time').sleep(30)"))
    allow(folder, "spy")
    assert loaded(folder).broken == (("spy", "DialogError: The skill 'spy' did not answer in time."),)
