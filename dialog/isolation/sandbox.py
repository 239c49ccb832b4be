"""What the system has to fence a process in, and what that fence holds."""

import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Literal

from dialog.isolation.landlock import landlock_version

Kind = Literal["bubblewrap", "landlock", "none"]

_ROOMS = ("dialog", "nlu", "runtime", "locales", "skills")
_SYSTEM = ("/usr", "/lib", "/lib32", "/lib64", "/bin", "/sbin", "/nix/store", "/gnu/store")
_SETTINGS = tuple(
    f"/etc/{name}"
    for name in (
        "ld.so.cache", "ld.so.conf", "ld.so.conf.d", "localtime", "timezone", "ssl", "ca-certificates", "pki",
        "resolv.conf", "hosts", "nsswitch.conf", "host.conf", "gai.conf", "services", "alternatives",
    )
)  # fmt: skip
_RESOLVERS = ("/run/systemd/resolve",)
_SCRATCH_BYTES = 64 << 20
_PROBE_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Sandbox:
    """A fence around a process.

    Attributes:
        kind: What makes it.
        lacks: What it does not hold; empty where it holds files, network and the whole tree of processes.
    """

    kind: Kind
    lacks: str = ""

    @property
    def said(self) -> str:
        """The fence in words for its owner."""
        fence = "not fenced" if self.kind == "none" else f"fenced by {self.kind.capitalize()}"
        return f"{fence} ({self.lacks})" if self.lacks else fence

    def command(self, target: str, *, network: bool) -> list[str]:
        """The command that runs a skill inside.

        Args:
            target: ``module:Class``.
            network: Whether it may open connections.
        """
        child = [sys.executable, "-m", "dialog.isolation.child", target]
        paths = [str(path) for path in readable(target)]
        if self.kind == "landlock":
            return [*child, "--network" if network else "--no-network", *paths]
        return [*_bubblewrap(paths, network=network), *child] if self.kind == "bubblewrap" else child


@cache
def find_sandbox() -> Sandbox:
    """The best fence that works here, tried for real."""
    if sys.platform != "linux":
        return Sandbox("none", "this system has no fence that is known here")
    if shutil.which("bwrap"):
        try:
            probe = [*_bubblewrap([], network=False), "true"]
            done = subprocess.run(probe, capture_output=True, timeout=_PROBE_SECONDS, check=False)
            if done.returncode == 0:
                return Sandbox("bubblewrap")
            why = done.stderr.decode(errors="replace").strip().splitlines()[-1:] or [f"exit code {done.returncode}"]
        except (OSError, subprocess.TimeoutExpired) as error:
            why = [str(error)]
        why = [f"bubblewrap does not work here ({why[0][:200]})"]
    else:
        why = ["bubblewrap is not installed"]
    version = landlock_version()
    if version <= 0:
        return Sandbox("none", f"{why[0]}, and the kernel has no Landlock")
    open_ways = "datagrams" if version >= 4 else "the network"  # Landlock knows TCP from its fourth version on
    return Sandbox("landlock", f"{why[0]}; Landlock fences files, but not {open_ways}, nor what it starts")


def readable(target: str) -> list[Path]:
    """What a skill must read to run: interpreter, libraries, our rooms and its own package; nothing of the user's."""
    prefixes = [Path(prefix) for prefix in dict.fromkeys((sys.prefix, sys.base_prefix, sys.exec_prefix))]
    site = [Path(entry) for entry in sys.path if Path(entry).name in ("site-packages", "dist-packages")]
    packages = [path for name in (*_ROOMS, target.partition(":")[0].partition(".")[0]) for path in _package(name)]
    found = [*map(Path, _SYSTEM), *map(Path, _SETTINGS), *map(Path, _RESOLVERS), *prefixes, *site, *packages]
    return [path for path in dict.fromkeys(found) if path.exists() and path != Path("/")]


def _package(name: str) -> Iterator[Path]:
    spec = find_spec(name)
    if spec is None:
        return
    yield from map(Path, spec.submodule_search_locations or ())
    if not spec.submodule_search_locations and spec.origin:
        yield Path(spec.origin)


def _bubblewrap(paths: Sequence[str], *, network: bool) -> list[str]:
    """An empty root with those paths in it, read only, and a small scratch folder; no other process is to be seen."""
    command = ["bwrap", "--unshare-all", "--die-with-parent", "--new-session", "--cap-drop", "ALL"]
    if network:
        command.append("--share-net")
    command += ["--proc", "/proc", "--dev", "/dev", "--size", str(_SCRATCH_BYTES), "--tmpfs", "/tmp"]
    for path in paths or [path for path in _SYSTEM if Path(path).exists()]:
        if Path(path).is_symlink():
            command += ["--symlink", str(Path(path).readlink()), path]
        else:
            command += ["--ro-bind", path, path]
    return [*command, "--remount-ro", "/dev", "--remount-ro", "/", "--chdir", "/tmp", "--setenv", "HOME", "/tmp", "--"]
