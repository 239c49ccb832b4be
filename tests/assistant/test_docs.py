"""What the documentation shows works."""

import json
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
PAGES = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
]

SOUP = {"@type": "Recipe", "name": "Tomato soup", "recipeInstructions": ["Chop the onion.", "Cook it."]}
ANSWERED = ("For how long?", "Shall I post this?")
"""What the assistant says in the README."""


def blocks(page: str, language: str) -> list[str]:
    text = (ROOT / "docs" / page).read_text(encoding="utf-8")
    return re.findall(rf"```{language}\n(.*?)```", text, re.DOTALL)


SETTINGS = [
    pytest.param(shown, id=f"{page.stem}-{number}")
    for page in sorted((ROOT / "docs" / "use").glob("*.md"))
    for number, shown in enumerate(blocks(f"use/{page.name}", "toml"))
    if "[words]" not in shown  # a lexicon
]


@pytest.mark.parametrize("shown", SETTINGS)
def test_the_settings_shown_are_valid(shown: str, tmp_path: Path) -> None:
    path = tmp_path / "assistant.toml"
    path.write_text(shown, encoding="utf-8")
    assert load_config(path)


@pytest.mark.parametrize("number", [0, 1])
async def test_the_scripts_shown_go_as_written(rooms: Rooms, tmp_path: Path, number: int) -> None:
    path = tmp_path / "script.yaml"
    path.write_text(blocks("use/scripts.md", "yaml")[number], encoding="utf-8")
    (script,) = read_scripts(path)
    assert (await play(script, path, rooms.config, rooms.networks)).problems == ()


async def test_what_the_readme_shows_is_understood(rooms: Rooms, tmp_path: Path) -> None:
    path = tmp_path / "readme.yaml"
    text = Path(__file__).with_name("script").joinpath("readme.yaml").read_text(encoding="utf-8")
    path.write_text(text.replace("RECIPES", tmp_path.as_posix()), encoding="utf-8")
    (tmp_path / "soup.json").write_text(json.dumps(SOUP), encoding="utf-8")
    (script,) = read_scripts(path)
    assert (await play(script, path, rooms.config, rooms.networks)).problems == ()
    shown = re.findall(r"^\| [^|]+ \| (.*\*.*) \|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    said = [sentence for line in shown for sentence in re.findall(r"\*([^*]+)\*", line)]
    assert [step.type for step in script.steps] == [each for each in said if each not in ANSWERED]


async def test_the_skill_shown_bids_and_answers() -> None:
    (shown,) = blocks("develop/skill.md", "python")
    names: dict[str, object] = {}
    exec(shown, names)  # the page is ours
    skill = names["Dice"](services=None)
    request = Request(
        meaning("roll the dice", "play_game"), VirtualClock(datetime(2026, 11, 21, tzinfo=ZoneInfo("Europe/Berlin")))
    )
    assert skill.bid(request).skill == "dice"
    assert (await skill.handle(request)).messages[0].args == {"pips": 1}


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page: str) -> None:
    rooms = "|".join(folder.name for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith("."))
    named = re.findall(rf"`((?:{rooms})/[\w./-]+)`", (ROOT / page).read_text(encoding="utf-8"))
    assert [name for name in named if not (ROOT / name).exists()] == []
