"""A folder is a skill, a file is what several share."""

import tomllib
from pathlib import Path

import skills

ROOM = Path(skills.__file__).parent
PROJECT = tomllib.loads((ROOM.parent / "pyproject.toml").read_text("utf-8"))
FOLDERS = {file.parent.name for file in ROOM.glob("*/skill.py")}


def test_each_folder_is_a_skill_that_is_installed() -> None:
    assert set(PROJECT["project"]["entry-points"]["assistant.skills"]) == FOLDERS
    folders = {folder.name for folder in ROOM.iterdir() if folder.is_dir() and any(folder.glob("*.py"))}
    assert folders == FOLDERS | {"readers"}, "of what several skills share, only the readers are a folder"


def test_no_skill_may_import_another() -> None:
    (apart,) = (found for found in PROJECT["tool"]["importlinter"]["contracts"] if found["type"] == "independence")
    assert set(apart["modules"]) == {f"skills.{name}" for name in FOLDERS}
