"""What a file's hash is, without reading it every time."""

import os
import time
from pathlib import Path

import pytest

from runtime import digests
from runtime.digests import digest_of, forget_digest, sha256_of


@pytest.fixture(autouse=True)
def memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(digests, "_memory", lambda: tmp_path / "cache" / "digests.json")
    digests._known.cache_clear()
    yield tmp_path / "cache" / "digests.json"
    digests._known.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "weights"
    path.write_bytes(b"weights")
    an_hour_ago = time.time() - 3600
    os.utime(path, (an_hour_ago, an_hour_ago))
    return path


def test_a_file_is_read_once_by_all_processes(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    digest = digest_of(file)
    digests._known.cache_clear()  # as in another process
    monkeypatch.setattr(digests, "sha256_of", lambda path: pytest.fail("read again"))
    assert digest_of(file) == digest == sha256_of(file)


def test_a_changed_file_is_read_again(file: Path) -> None:
    before = digest_of(file)
    file.write_bytes(b"weightz")
    assert digest_of(file) == sha256_of(file) != before


def test_a_file_that_was_just_written_is_not_trusted_to_stay(file: Path, memory: Path) -> None:
    file.write_bytes(b"fresh")
    digest_of(file)
    assert not memory.exists()


def test_what_is_forgotten_is_read_again(file: Path) -> None:
    digest_of(file)
    times = file.stat()
    file.write_bytes(b"weightz")
    os.utime(file, ns=(times.st_atime_ns, times.st_mtime_ns))
    assert digest_of(file) != sha256_of(file)
    forget_digest(file)
    assert digest_of(file) == sha256_of(file)


def test_a_damaged_memory_is_an_empty_one(file: Path, memory: Path) -> None:
    memory.parent.mkdir()
    memory.write_text('{"a": 1}')
    assert digest_of(file) == sha256_of(file)
