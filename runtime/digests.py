"""SHA-256 of files, remembered on disk for as long as neither their size nor their time of change differs."""

import hashlib
import json
import os
import tempfile
import threading
import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from runtime.keeping import cache_folder

_SETTLED = 2.0  # seconds since a file's last change; before, the clock of the disk may not tell the next one apart
_lock = threading.Lock()
Known = dict[str, tuple[int, int, str]]


def sha256_of(path: Path) -> str:
    """The file's SHA-256, in hex, read now."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def digest_of(path: Path) -> str:
    """The file's SHA-256, in hex, as it was when the file last changed."""
    status = path.stat()
    key, stamp = str(path.resolve()), (status.st_size, status.st_mtime_ns)
    with _lock:
        known = _known().get(key)
    if known and known[:2] == stamp:
        return known[2]
    digest = sha256_of(path)
    if time.time() - status.st_mtime > _SETTLED:
        with _lock:
            _known()[key] = (*stamp, digest)
            _keep(_known())
    return digest


def forget_digest(path: Path) -> None:
    """Read the file again the next time it is asked for."""
    with _lock:
        _known().pop(str(path.resolve()), None)


def _memory() -> Path:
    return cache_folder() / "digests.json"


@cache
def _known() -> Known:
    try:
        stored = json.loads(_memory().read_text(encoding="utf-8"))
        return {str(key): (int(size), int(changed), str(digest)) for key, (size, changed, digest) in stored.items()}
    except (OSError, ValueError, TypeError, AttributeError):  # missing or damaged: what was known is found out again
        return {}


def _keep(known: Known) -> None:
    """Write what is known of files that still exist; a disk that cannot be written costs time only."""
    with suppress(OSError):
        path = _memory()
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, partial = tempfile.mkstemp(dir=path.parent)
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            json.dump({key: value for key, value in known.items() if Path(key).exists()}, file)
        Path(partial).replace(path)
