"""Build the wheel and try it in an empty environment of each Python there is: install, demo, one question.

Prints a line of JSON for each: megabytes installed, seconds, and the most memory a command took.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[1]
VERSIONS: Final = ("3.11", "3.12", "3.13", "3.14")
COMMANDS: Final = {"demo": ("demo",), "ask": ("ask", "what time is it")}
_LONGEST: Final = 900.0  # seconds of a command


def main() -> None:
    """Try every interpreter, or those that are named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pythons", nargs="*", help="Interpreters; by default each version from 3.11 on that is here.")
    parser.add_argument("--models", type=Path, help="A model store to read; without one each start fetches its own.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wheel = build(Path(folder))
        for python in asked.pythons or list(interpreters()):
            print(json.dumps(tried(python, wheel, asked.models)), flush=True)


def interpreters() -> Iterator[str]:
    """Those on the path, and pyenv's."""
    pyenv = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv") / "versions"
    for version in VERSIONS:
        kept = sorted(pyenv.glob(f"{version}.*/bin/python"))
        if found := shutil.which(f"python{version}") or (kept and str(kept[-1])):
            yield found


def build(folder: Path) -> Path:
    """The wheel and, beside it, the source distribution; built with what builds them alone."""
    subprocess.run([sys.executable, "-m", "venv", folder / "build"], check=True)
    python = folder / "build" / "bin" / "python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", "build"], check=True)
    subprocess.run([python, "-m", "build", "--outdir", folder / "dist", ROOT], check=True, stdout=subprocess.DEVNULL)
    (wheel,) = (folder / "dist").glob("*.whl")
    return wheel


def tried(python: str, wheel: Path, models: Path | None) -> Mapping[str, object]:
    """What installing the wheel and each command took."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        subprocess.run([python, "-m", "venv", home / "venv"], check=True)
        own = home / "venv" / "bin"
        before = megabytes(home / "venv")
        _, seconds, _ = measured([str(own / "pip"), "install", "--quiet", str(wheel)], home, dict(os.environ))
        found: dict[str, object] = {
            "python": re.sub(r"^Python ", "", subprocess.check_output([python, "--version"], text=True).strip()),
            "wheel_megabytes": round(wheel.stat().st_size / 1e6, 1),
            "installed_megabytes": round(megabytes(home / "venv") - before),
            "install_seconds": round(seconds, 1),
        }
        for name, arguments in COMMANDS.items():
            said, seconds, most = measured([str(own / "assistant"), *arguments], home, of_its_own(home, models))
            found |= {f"{name}_seconds": round(seconds, 1), f"{name}_megabytes": round(most), f"{name}_said": said}
        return found


def of_its_own(home: Path, models: Path | None) -> dict[str, str]:
    """An environment in which nothing of the user's is read or written; models are links to those that are there."""
    kept = home / "cache" / "models"
    for file in models.glob("[!.]*/*") if models else ():
        if file.is_file() and file.parent.name != "exports":
            (kept / file.parent.name).mkdir(parents=True, exist_ok=True)
            if not (kept / file.parent.name / file.name).exists():
                (kept / file.parent.name / file.name).symlink_to(file.resolve())
    ours = {"ASSISTANT_CACHE": str(home / "cache"), "ASSISTANT_STATE": str(home / "state")}
    return dict(os.environ) | ours | {"XDG_CONFIG_HOME": str(home / "config")}


def measured(command: list[str], folder: Path, environment: Mapping[str, str]) -> tuple[str, float, float]:
    """Run a command in an empty folder.

    Returns:
        The last line it said, its seconds, and the most resident memory in megabytes.

    Raises:
        SystemExit: Where it fails.
    """
    (folder / "empty").mkdir(exist_ok=True)
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=folder / "empty", env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    stopping = threading.Timer(_LONGEST, process.kill)
    stopping.start()
    said = process.stdout.read() if process.stdout else ""
    _, status, usage = os.wait4(process.pid, 0)
    stopping.cancel()
    seconds = time.perf_counter() - begin
    if code := os.waitstatus_to_exitcode(status):
        sys.exit(f"{' '.join(command)} left with {code}:\n{said}")
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return lines[-1] if lines else "", seconds, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1024)


def megabytes(folder: Path) -> float:
    """What a folder takes on disk, as ``du`` counts."""
    return sum(path.lstat().st_blocks for path in folder.rglob("*")) * 512 / 1e6


if __name__ == "__main__":
    main()
