"""What is packed beside the program: manual page, site, service units, container."""

import configparser
import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

from assistant.config import load_config

ROOT = Path(__file__).parents[2]
UNITS = sorted((ROOT / "packaging" / "systemd").glob("*.service"))


@pytest.fixture(scope="module")
def commands(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All commands as Markdown, written by Typer."""
    page = tmp_path_factory.mktemp("docs") / "commands.md"
    write = ["-m", "typer", "assistant.cli.program", "utils", "docs", "--name", "assistant", "--title", "Commands"]
    subprocess.run([sys.executable, *write, "--output", page], cwd=ROOT, check=True, capture_output=True, timeout=120)
    return page


def test_the_manual_page_names_every_command(commands: Path, tmp_path: Path) -> None:
    pytest.importorskip("mistune")
    page = tmp_path / "assistant.1"
    subprocess.run([sys.executable, "packaging/manual.py", commands, page], cwd=ROOT, check=True, timeout=120)
    text = page.read_text(encoding="utf-8").replace("\\-", "-")
    assert '.TH "assistant" "1"' in text
    for command in ("chat", "daemon", "script", "doctor", "bench turn", "models fetch"):
        assert re.search(rf"^\.S[SH] (\\fB)?assistant {command}\b", text, re.MULTILINE), command
    if shutil.which("groff"):
        checked = subprocess.run(["groff", "-man", "-ww", "-z", page], capture_output=True, text=True, timeout=60)
        assert (checked.returncode, checked.stderr) == (0, "")


def test_the_site_is_built_without_a_broken_link(commands: Path, tmp_path: Path) -> None:
    pytest.importorskip("mkdocs")
    shutil.copytree(ROOT / "docs", tmp_path / "docs")
    shutil.copy(ROOT / "mkdocs.yml", tmp_path)
    shutil.copy(commands, tmp_path / "docs" / "use" / "commands.md")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet"]
    rooms = os.environ | {"PYTHONPATH": str(ROOT)}  # whose docstrings become pages
    built = subprocess.run(build, cwd=tmp_path, env=rooms, capture_output=True, text=True, timeout=300)
    assert built.returncode == 0, built.stderr
    docs = tmp_path / "docs"
    pages = {page.relative_to(docs).as_posix() for page in docs.rglob("*.md")}
    assert pages == set(re.findall(r"- (\S+\.md)", (ROOT / "mkdocs.yml").read_text("utf-8"))), "all are in the menu"


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_the_units_are_what_systemd_understands(unit: Path, tmp_path: Path) -> None:
    text = unit.read_text(encoding="utf-8")
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)
    service = parser["Service"]
    assert (service["Type"], service["NoNewPrivileges"]) == ("notify", "yes")
    assert service["ExecStart"].endswith(" daemon") and "HUP" in service["ExecReload"]
    if shutil.which("systemd-analyze"):
        copy = tmp_path / unit.name  # with a program that is there
        copy.write_text(re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", text, flags=re.MULTILINE), encoding="utf-8")
        whose = [] if "system" in unit.stem else ["--user"]
        verify = ["systemd-analyze", *whose, "verify", "--man=no", copy]
        environment = os.environ | {"XDG_RUNTIME_DIR": str(tmp_path)}
        checked = subprocess.run(verify, env=environment, capture_output=True, text=True, timeout=60)
        assert (checked.returncode, checked.stderr) == (0, "")


def test_the_container_sets_what_the_settings_know(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = (ROOT / "packaging" / "Containerfile").read_text(encoding="utf-8")
    whole = re.sub(r"\\\n", " ", text)
    steps = [line.split(maxsplit=1) for line in whole.splitlines() if line and not line.startswith("#")]
    assert {step for step, _ in steps} <= {"FROM", "RUN", "WORKDIR", "COPY", "USER", "ENV", "EXPOSE", "CMD"}
    assert ["USER", "assistant"] in steps, "not as root"
    for name, value in re.findall(r"(ASSISTANT_\w+)=(\S+)", whole):
        monkeypatch.setenv(name, value)
    settings = tmp_path / "assistant.toml"
    settings.write_text("", encoding="utf-8")
    config = load_config(settings)
    assert ("EXPOSE", str(config.wyoming.port)) in {tuple(step) for step in steps}
    assert config.audio.microphone == "none"
    assert "torch" not in whole, "a device needs none"


def test_the_wheel_holds_everything_that_the_program_reads(tmp_path: Path) -> None:
    rooms = ("runtime", "locales", "asr", "nlu", "dialog", "skills", "tts", "assistant")
    source, out = tmp_path / "source", tmp_path / "out"
    for room in (*rooms, "lab"):
        shutil.copytree(ROOT / room, source / room, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE", "NOTICE"):
        shutil.copy(ROOT / name, source)
    isolated = [] if find_spec("setuptools") is None else ["--no-build-isolation"]
    build = [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", *isolated, "--wheel-dir", out, source]
    subprocess.run(build, check=True, capture_output=True, timeout=300)
    (wheel,) = out.glob("*.whl")
    with ZipFile(wheel) as packed:
        there = set(packed.namelist())
    pictures = {".png", ".svg"}
    wanted = {str(path.relative_to(source)) for room in rooms for path in (source / room).rglob("*") if path.is_file()}
    assert not any(name.startswith(("lab/", "tests/")) for name in there)
    assert {name for name in wanted - there if Path(name).suffix not in pictures | {".pyc"}} == set()


def test_the_example_of_settings_is_the_documented_one() -> None:
    (shown, *_) = re.findall(
        r"```toml\n(.*?)```", (ROOT / "docs" / "use" / "settings.md").read_text("utf-8"), re.DOTALL
    )
    assert (ROOT / "packaging" / "assistant.toml").read_text("utf-8") == shown
