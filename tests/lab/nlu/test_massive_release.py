"""The public release, from a real server on this machine."""

import io
import json
import tarfile
import threading
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from lab.cli import run
from lab.nlu.training.massive_release import check, fetch_release
from nlu import NluError
from runtime.download import Patience

QUICK = Patience(silence=2.0, attempts=4, pause=0.01)


def row(number: int, partition: str, text: str) -> str:
    return json.dumps(
        {"id": str(number), "partition": partition, "utt": text, "annot_utt": text, "intent": "play_music"}
    )


def utterances(*extra: str) -> bytes:
    rows = [row(1, "train", "wake me"), row(2, "train", "play jazz"), row(3, "dev", "play rock"), *extra]
    return "\n".join(rows).encode()


def archive(files: dict[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as tar:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    return packed.getvalue()


class Release(BaseHTTPRequestHandler):
    """Serves one archive, and breaks off the first transfer in the middle."""

    def __init__(self, content: bytes, ranges: list[str], *args: object) -> None:
        self.content, self.ranges = content, ranges
        super().__init__(*args)  # type: ignore[arg-type]

    def do_HEAD(self) -> None:
        self.send_response(200 if self.path.endswith(".tar.gz") else 404)
        self.send_header("Content-Length", str(len(self.content)))
        self.end_headers()

    def do_GET(self) -> None:
        asked = self.headers.get("Range", "")
        start = int(asked.removeprefix("bytes=").rstrip("-") or 0)
        self.ranges.append(asked)
        self.send_response(206 if start else 200)
        self.send_header("Content-Range", f"bytes {start}-{len(self.content) - 1}/{len(self.content)}")
        self.send_header("Content-Length", str(len(self.content) - start))
        self.end_headers()
        end = len(self.content) if len(self.ranges) > 1 else len(self.content) // 2
        with suppress(ConnectionError):
            self.wfile.write(self.content[start:end])

    def log_message(self, *args: object) -> None:
        pass


@pytest.fixture
def served(request: pytest.FixtureRequest) -> Iterator[tuple[str, list[str]]]:
    ranges: list[str] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Release, request.param, ranges))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", ranges
    server.shutdown()
    server.server_close()


GOOD = archive(
    {
        "1.1/LICENSE": b"CC BY 4.0",
        "1.1/data/en-US.jsonl": utterances(),
        "1.1/data/de-DE.jsonl": utterances(),
        "1.1/data/._de-DE.jsonl": b"junk of the packer",
    }
)


@pytest.mark.parametrize("served", [GOOD], indirect=True)
def test_a_transfer_that_broke_off_is_continued(served: tuple[str, list[str]], tmp_path: Path) -> None:
    url, ranges = served
    seen: list[tuple[int, int]] = []
    fetch_release(f"{url}/massive.tar.gz", tmp_path, lambda _, done, total: seen.append((done, total)), QUICK)
    assert ranges == ["", f"bytes={len(GOOD) // 2}-"]
    assert seen[-1] == (len(GOOD), len(GOOD))
    found = check(tmp_path)
    assert found.counts == {"de-DE": {"dev": 1, "train": 2}, "en-US": {"dev": 1, "train": 2}}
    assert found.sound


@pytest.mark.parametrize("served", [GOOD], indirect=True)
def test_a_release_that_is_not_there_is_said_with_a_remedy(served: tuple[str, list[str]], tmp_path: Path) -> None:
    with pytest.raises(NluError) as error:
        fetch_release(f"{served[0]}/other.zip", tmp_path, lambda *_: None, QUICK)
    assert error.value.code == "data.unreachable"
    assert "404" in error.value.message
    assert "--data" in error.value.remedy


@pytest.mark.parametrize("served", [b"not an archive" * 100, archive({"readme": b"nothing"})], indirect=True)
def test_what_is_no_release_is_refused(served: tuple[str, list[str]], tmp_path: Path) -> None:
    with pytest.raises(NluError) as error:
        fetch_release(f"{served[0]}/massive.tar.gz", tmp_path, lambda *_: None, QUICK)
    assert error.value.code == "data.archive"


@pytest.mark.parametrize("served", [archive({"../../evil-US.jsonl": b"", "/en-US.jsonl": utterances()})], indirect=True)
def test_nothing_is_written_outside_the_folder(served: tuple[str, list[str]], tmp_path: Path) -> None:
    folder = tmp_path / "a" / "b"
    with pytest.raises(NluError):
        fetch_release(f"{served[0]}/massive.tar.gz", folder, lambda *_: None, QUICK)
        check(folder)
        raise NluError("data.archive", "unpacked inside")
    assert not list(tmp_path.glob("*.jsonl"))


def test_an_id_in_two_partitions_is_a_leak(tmp_path: Path) -> None:
    (tmp_path / "en-US.jsonl").write_bytes(utterances(row(1, "dev", "wake me")))
    found = check(tmp_path)
    assert (found.leaked_ids, found.sound) == (("1",), False)
    assert found.repeated == {"en-US": 50.0}
    assert run(["learn", "data", "--data", str(tmp_path)]) == 1


def test_locales_with_other_ids_are_named(tmp_path: Path) -> None:
    for locale in ("en-US", "de-DE"):
        (tmp_path / f"{locale}.jsonl").write_bytes(utterances())
    (tmp_path / "fr-FR.jsonl").write_bytes(utterances(row(9, "dev", "bonjour")))
    assert check(tmp_path).unparallel == {"fr-FR": 1}


@pytest.mark.parametrize("served", [GOOD], indirect=True)
def test_the_command_fetches_once(
    served: tuple[str, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["learn", "data", "--data", str(tmp_path / "massive"), "--url", f"{served[0]}/massive.tar.gz", "--json"]
    assert run(command) == 0
    fetched = len(served[1])
    assert run(command) == 0
    assert len(served[1]) == fetched
    assert json.loads(capsys.readouterr().out.splitlines()[-1])["counts"]["en-US"] == {"dev": 1, "train": 2}
