"""Where pip would look for a wheel: its indexes, its folders, its certificates."""

import importlib.util
import os
import shlex
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin

import httpx

from runtime.download import NotThereError, shown

PYPI = "https://pypi.org/simple/"
_ACCEPT = "application/vnd.pypi.simple.v1+json, text/html;q=0.5"


@dataclass(frozen=True, slots=True)
class PipSettings:
    """The part of pip's configuration that says where packages come from.

    Attributes:
        indexes: Base URLs of simple indexes (PEP 503, PEP 691), in order.
        folders: Local folders with wheels in them (``find-links``).
        certificates: A bundle of certificate authorities, where one is configured.
    """

    indexes: tuple[str, ...] = (PYPI,)
    folders: tuple[Path, ...] = ()
    certificates: Path | None = None


def read_pip_settings() -> PipSettings:
    """Ask pip; where there is no pip, its environment variables."""
    values = _ask_pip() if importlib.util.find_spec("pip") else {}
    values |= {key: os.environ[name] for key, name in _variables().items() if name in os.environ}
    urls = [values.get("index-url", PYPI), *values.get("extra-index-url", "").split()]
    folders = [Path(link) for link in values.get("find-links", "").split()]
    certificates = Path(values["cert"]) if "cert" in values else None
    return PipSettings(
        tuple(url.rstrip("/") + "/" for url in urls if url.startswith(("http://", "https://"))),
        tuple(folder for folder in folders if folder.is_dir()),
        certificates if certificates and certificates.is_file() else None,
    )


def find_wheel(client: httpx.Client, index: str, project: str, file: str) -> str:
    """The URL of a project's file on one index.

    Raises:
        NotThereError: The index has no such project or file, or cannot be reached.
    """
    try:
        page = client.get(urljoin(index, f"{project}/"), headers={"Accept": _ACCEPT})
    except httpx.TransportError as error:
        raise NotThereError(f"{shown(urljoin(index, project))}: {error or type(error).__name__}") from error
    if not page.is_success:
        raise NotThereError(f"{shown(urljoin(index, project))}: HTTP {page.status_code}")
    if url := _links(page).get(file):
        return urljoin(str(page.url), url)
    raise NotThereError(f"{shown(urljoin(index, project))}: has no {file}")


def _variables() -> dict[str, str]:
    keys = ("index-url", "extra-index-url", "find-links", "cert")
    return {key: f"PIP_{key.upper().replace('-', '_')}" for key in keys}


def _ask_pip() -> dict[str, str]:
    command = [sys.executable, "-m", "pip", "config", "list"]
    try:
        answer = subprocess.run(command, capture_output=True, text=True, timeout=20, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return {}
    values: dict[str, str] = {}
    for line in answer.stdout.splitlines():
        name, _, value = line.partition("=")
        section, _, key = name.partition(".")
        if section in ("global", "install") and value:
            values[key] = " ".join(shlex.split(value)).replace("\\n", " ")
    return values


def _links(page: httpx.Response) -> Mapping[str, str]:
    if "json" in page.headers.get("content-type", ""):
        return {file["filename"]: file["url"] for file in page.json()["files"]}
    parser = _Anchors()
    parser.feed(page.text)
    return parser.links


class _Anchors(HTMLParser):
    """File name to address, from the anchors of a simple index page."""

    def __init__(self) -> None:
        super().__init__()
        self.links: dict[str, str] = {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        href = dict(attrs).get("href") if tag == "a" else None
        if href:
            address = href.partition("#")[0]
            self.links[address.rpartition("/")[2]] = address
