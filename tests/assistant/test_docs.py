"""What the documentation shows works."""

import json
import os
import re
import shlex
import subprocess
import sys
from pathlib import Path
from textwrap import dedent
from typing import Any

import numpy as np
import pytest
from typer.core import TyperGroup
from typer.main import get_command

from assistant.app import Rooms
from assistant.cli.program import program as assistant
from assistant.config import load_config
from assistant.script.reading import read_scripts
from assistant.script.runner import play
from lab.cli.program import program as lab
from runtime import Graph, GraphSpec, TensorSpec
from runtime.session import Choice

ROOT = Path(__file__).parents[2]
PAGES = [
    *("README.md", "CONTRIBUTING.md", "CHANGELOG.md"),
    *sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "docs").rglob("*.md")),
]

PROGRAMS = {True: get_command(assistant), False: get_command(lab)}

SOUP = {"@type": "Recipe", "name": "Tomato soup", "recipeInstructions": ["Chop the onion.", "Cook it."]}
MADE = {
    *("runtime/eager_cpu.py", "tts/addons/linnet/addon.json", "locales/da/replies/"),
    *("skills/raven/__init__.py", "tests/skills/raven/test_raven.py"),
}
"""What somebody makes who follows a recipe."""

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


def test_the_skill_shown_passes_the_tests_shown(tmp_path: Path) -> None:
    skill, tests = blocks("develop/skill.md", "python")
    words, *_ = blocks("develop/skill.md", "text")
    (tmp_path / "locales" / "en").mkdir(parents=True)
    (tmp_path / "locales" / "en" / "dice.ftl").write_text(words, encoding="utf-8")
    (tmp_path / "dice.py").write_text(skill, encoding="utf-8")
    (tmp_path / "test_dice.py").write_text(tests, encoding="utf-8")
    run = [sys.executable, "-m", "pytest", "-q", "-o", "asyncio_mode=auto", "-p", "no:cacheprovider", tmp_path]
    path = os.pathsep.join((str(tmp_path), str(ROOT)))
    environment = os.environ | {"PYTHONPATH": path}
    done = subprocess.run(run, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_runtime_shown_computes_what_the_cpu_computes() -> None:
    torch = pytest.importorskip("torch")
    (shown,) = re.findall(
        r"    ```python\n(.*?)    ```", (ROOT / "docs" / "develop" / "runtime.md").read_text(), re.DOTALL
    )
    names: dict[str, Any] = {}
    exec(dedent(shown), names)  # the page is ours
    spec = GraphSpec("nlu.twice", (TensorSpec("x", "float32", (1, "n")),), (TensorSpec("y", "float32", (1, "n")),))
    graph = Graph(spec, module=lambda: torch.nn.Threshold(0.0, 0.0))
    eager = names["EagerCpu"]()
    assert (eager.probe().available, eager.lacks(graph)) == (True, "")
    session = eager.open(graph, Choice("auto", "cpu", "", False, ""), 1)
    assert session.run({"x": np.array([[-1.0, 2.0]], np.float32)})["y"].tolist() == [[0.0, 2.0]]


@pytest.mark.parametrize("page", [page for page in PAGES if page != "CHANGELOG.md"])
def test_every_command_that_is_shown_is_there(page: str) -> None:
    text = re.sub(r"\\\n *", "", (ROOT / page).read_text(encoding="utf-8"))
    in_blocks = re.findall(r"^(?:[A-Z_]+=\S+ )*((?:assistant|python -m lab) .+)$", text, re.MULTILINE)
    in_lines = re.findall(r"`((?:assistant|python -m lab) [^`]+)`", text)
    shown = [re.split(r" {2,}| #", line.replace("\n", " "))[0] for line in in_blocks if "```" not in line] + in_lines
    assert [line for line in shown if not is_command(line)] == []


def is_command(line: str) -> bool:
    """Whether the commands and options of a line exist; in ``list|show`` each is tried."""
    for plain in alternatives(line):
        command = PROGRAMS[plain.startswith("assistant")]
        for word in shlex.split(plain.removeprefix("assistant").removeprefix("python -m lab")):
            if word.startswith("-"):
                known = {option for param in command.params for option in param.opts} | {"--help"}
                if word.partition("=")[0] not in known:
                    return False
            elif isinstance(command, TyperGroup) and word.islower():
                if word not in command.commands:
                    return False
                command = command.commands[word]
    return True


def alternatives(line: str) -> list[str]:
    """``journal list|show [--last 20] A | B``: what it stands for."""
    plain = re.sub(r"[\[\]…]|\.\.\.", "", line).replace(" | ", "|")
    choice = re.search(r"[\w-]+(?:\|[\w-]+)+", plain)
    return [plain.replace(choice[0], each, 1) for each in choice[0].split("|")] if choice else [plain]


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    path = ROOT / page
    links = re.findall(r"\]\((?!https?://|#)([^)#]+)", path.read_text(encoding="utf-8"))
    assert [link for link in links if not (path.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_file_that_is_named_is_there(page: str) -> None:
    rooms = "|".join(folder.name for folder in ROOT.iterdir() if folder.is_dir() and not folder.name.startswith("."))
    named = re.findall(rf"`((?:{rooms})/[\w./-]+)`", (ROOT / page).read_text(encoding="utf-8"))
    assert [name for name in named if name not in MADE and not (ROOT / name).exists()] == []
