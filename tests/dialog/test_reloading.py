"""A skill under development answers the next turn as it was saved."""

import os
import sys
import time
from pathlib import Path

import pytest

from dialog.template import new_skill
from dialog.testing import Talk


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The package of a fresh skill called parrot, installed."""
    new_skill("parrot", tmp_path)
    package = tmp_path / "parrot-skill"
    info = package / "parrot_skill-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: parrot-skill\nVersion: 0.1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text(
        "[assistant.skills]\nparrot = parrot_skill.parrot:Parrot\n", encoding="utf-8"
    )
    monkeypatch.setattr(sys, "path", [str(package), *sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    for name in [name for name in sys.modules if name.startswith("parrot_skill")]:
        monkeypatch.delitem(sys.modules, name)
    return package / "parrot_skill"


def save(file: Path, old: str, new: str) -> None:
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    later = time.time_ns() + 1_000_000
    os.utime(file, ns=(later, later))


async def test_saved_code_and_words_answer_the_next_turn(room: Path, tmp_path: Path) -> None:
    talk = Talk(tmp_path, settings={"parrot": {"reload": True}}, allowed=("parrot",))
    assert (
        await talk.say("find parrot events", "recommendation_events")
        == "You asked for parrot events for the first time."
    )
    save(room / "parrot.py", "before + 1", "before + 10")
    assert await talk.say("find parrot events", "recommendation_events") == "You asked for parrot events 11 times."
    save(room / "locales" / "en" / "parrot.ftl", "{ $count } times", "{ $count } times already")
    assert (
        await talk.say("find parrot events", "recommendation_events") == "You asked for parrot events 21 times already."
    )
    assert await talk.say("undo") == "Undone."


async def test_code_that_cannot_be_loaded_costs_its_turn_until_it_is_saved_again(room: Path, tmp_path: Path) -> None:
    talk = Talk(tmp_path, settings={"parrot": {"reload": True}}, allowed=("parrot",))
    save(room / "parrot.py", "class Parrot:", "class Parrot")
    turn = await talk.turn("find parrot events", "recommendation_events")
    assert "SyntaxError" in turn.failures["parrot"]
    assert turn.skill != "parrot"
    assert await talk.say("what is two plus two", "qa_maths") == "4."
    save(room / "parrot.py", "class Parrot", "class Parrot:")
    assert (
        await talk.say("find parrot events", "recommendation_events")
        == "You asked for parrot events for the first time."
    )


async def test_without_the_setting_nothing_is_read_again(room: Path, tmp_path: Path) -> None:
    talk = Talk(tmp_path, allowed=("parrot",))
    save(room / "parrot.py", "before + 1", "before + 10")
    assert (
        await talk.say("find parrot events", "recommendation_events")
        == "You asked for parrot events for the first time."
    )
