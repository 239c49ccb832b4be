"""What the documentation shows works."""

import re
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from assistant.app import Rooms
from assistant.config import load_config
from assistant.script.reading import read_scripts
from assistant.script.runner import play
from dialog.clock import VirtualClock
from dialog.skill import Request
from dialog.testing import meaning

ROOT = Path(__file__).parents[2]


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


def test_the_settings_shown_are_valid(tmp_path: Path) -> None:
    (shown,) = blocks("using.md", "toml")
    path = tmp_path / "assistant.toml"
    path.write_text(shown, encoding="utf-8")
    assert load_config(path).zone == "Europe/Berlin"


@pytest.mark.parametrize("number", [0, 1])
async def test_the_scripts_shown_go_as_written(rooms: Rooms, tmp_path: Path, number: int) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(blocks("scripts.md", "yaml")[number], encoding="utf-8")
    (script,) = read_scripts(path)
    assert (await play(script, path, rooms.config, rooms.networks)).problems == ()


async def test_the_skill_shown_bids_and_answers() -> None:
    (shown,) = blocks("skills.md", "python")
    names: dict[str, object] = {}
    exec(shown, names)  # the page is ours
    skill = names["Dice"](services=None)
    request = Request(
        meaning("roll the dice", "play_game"), VirtualClock(datetime(2026, 11, 21, tzinfo=ZoneInfo("Europe/Berlin")))
    )
    assert skill.bid(request).skill == "dice"
    assert (await skill.handle(request)).messages[0].args == {"pips": 1}


@pytest.mark.parametrize("page", ["README.md", *sorted(path.name for path in (ROOT / "docs").glob("*.md"))])
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    path = ROOT / page if page == "README.md" else ROOT / "docs" / page
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []
