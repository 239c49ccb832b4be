"""One file over HTTP: resumed where it broke off, checked before anyone sees it."""

import errno
import ssl
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import httpx
from tenacity import Retrying, retry_if_exception_type, stop_after_attempt, wait_random_exponential

from runtime.digests import sha256_of
from runtime.errors import RuntimeRoomError

_Made = TypeVar("_Made")
Progress = Callable[[str, int, int], None]
"""Called with what is being fetched, the bytes there, and the bytes in all."""

_NO_SPACE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_WORTH_RETRYING = {408, 425, 429, 500, 502, 503, 504}


class NotThereError(Exception):
    """A source does not have the file, or not the right one; the text says which."""


class _BrokenError(Exception):
    """The transfer failed in a way that another attempt may mend."""


@dataclass(frozen=True, slots=True)
class Patience:
    """How long a download is put up with.

    Attributes:
        silence: Seconds without a byte.
        window: Seconds over which the least rate is measured.
        least: Bytes that must come in a window.
        attempts: Transfers begun before giving up.
        pause: Seconds before the second attempt, at most; doubled for each further one, up to 20.
    """

    silence: float = 30.0
    window: float = 60.0
    least: int = 64_000
    attempts: int = 6
    pause: float = 0.5


def open_client(patience: Patience, certificates: Path | None = None) -> httpx.Client:
    """An HTTP client that follows redirects and trusts ``certificates``, if given, beside the usual settings."""
    verify: ssl.SSLContext | bool = ssl.create_default_context(cafile=certificates) if certificates else True
    timeout = httpx.Timeout(patience.silence, connect=min(10.0, patience.silence))
    return httpx.Client(follow_redirects=True, timeout=timeout, verify=verify)


@contextmanager
def full_disk_named(path: Path) -> Iterator[None]:
    """Turn the system's "no space left" into ``disk.full``, and remove the ``path`` that was being written."""
    try:
        yield
    except OSError as error:
        if error.errno not in _NO_SPACE:
            raise
        path.unlink(missing_ok=True)
        raise disk_full(path) from error


def disk_full(path: Path) -> RuntimeRoomError:
    """The error for a disk without room for ``path``."""
    return RuntimeRoomError(
        "disk.full", f"No room on the disk for {path.name} in {path.parent}.", "Free some space, then try again."
    )


class Download:
    """A file on a server, and the beginning of it that is already here."""

    def __init__(self, client: httpx.Client, patience: Patience) -> None:
        self._client = client
        self._patience = patience

    def fetch(self, url: str, target: Path, size: int, sha256: str, progress: Progress) -> None:
        """Bring ``url`` to ``target``; bytes arrive in ``target`` + ``.part``, which a later call continues.

        Raises:
            NotThereError: The server has no such file, or bytes of another hash; or it kept failing.
            RuntimeRoomError: ``disk.full``.
        """
        part = target.with_name(target.name + ".part")
        self._patiently(url, lambda: self._continue(url, part, size, lambda done: progress(target.name, done, size)))
        if sha256_of(part) != sha256:
            part.unlink()
            raise NotThereError(f"{shown(url)}: its sha256 is not the pinned one")
        part.replace(target)

    def fetch_unpinned(self, url: str, target: Path, progress: Progress) -> str:
        """Bring ``url`` to ``target`` as ``fetch`` does, with the size that the server says and without a known hash.

        Returns:
            The file's SHA-256, in hex.

        Raises:
            NotThereError: The server has no such file, or does not say its size; or it kept failing.
            RuntimeRoomError: ``disk.full``.
        """
        part = target.with_name(target.name + ".part")
        size = self._patiently(url, lambda: self._size(url))
        self._patiently(url, lambda: self._continue(url, part, size, lambda done: progress(target.name, done, size)))
        part.replace(target)
        return sha256_of(target)

    def _patiently(self, url: str, work: Callable[[], _Made]) -> _Made:
        """Do it again while it fails in a way that may mend."""
        try:
            return Retrying(
                stop=stop_after_attempt(self._patience.attempts),
                wait=wait_random_exponential(self._patience.pause, max=20.0),
                retry=retry_if_exception_type((_BrokenError, httpx.TransportError)),
                reraise=True,
            )(work)
        except (_BrokenError, httpx.TransportError) as error:
            raise NotThereError(f"{shown(url)}: {error or type(error).__name__}") from error

    def _size(self, url: str) -> int:
        response = self._client.head(url, headers={"Accept-Encoding": "identity"})
        _check_status(response)
        length = response.headers.get("content-length", "")
        if not length.isdecimal():
            raise NotThereError(f"{shown(url)}: the server does not say how big it is")
        return int(length)

    def _continue(self, url: str, part: Path, size: int, advance: Callable[[int], None]) -> None:
        have = part.stat().st_size if part.exists() else 0
        if have == size:
            return
        if have > size:
            part.unlink()
            have = 0
        headers = {"Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
        with self._client.stream("GET", url, headers=headers) as response:
            _check_status(response)
            resumed = have > 0 and response.status_code == httpx.codes.PARTIAL_CONTENT
            if resumed and not response.headers.get("content-range", "").startswith(f"bytes {have}-"):
                part.unlink()
                raise _BrokenError("the server resumed at another byte")
            self._write(response, part, have if resumed else 0, size, advance)

    def _write(
        self, response: httpx.Response, part: Path, start: int, size: int, advance: Callable[[int], None]
    ) -> None:
        done, since, until_then = start, time.monotonic(), start
        with full_disk_named(part), part.open("ab" if start else "wb") as file:
            for block in response.iter_raw():
                done += len(block)
                if done > size:
                    raise NotThereError(f"{shown(str(response.url))}: more than the pinned {size} bytes")
                file.write(block)
                advance(done)
                if time.monotonic() - since > self._patience.window:
                    if done - until_then < self._patience.least:
                        raise _BrokenError("the server is too slow")
                    since, until_then = time.monotonic(), done
        if done < size:
            raise _BrokenError(f"broke off after {done} of {size} bytes")


def _check_status(response: httpx.Response) -> None:
    status = f"HTTP {response.status_code}"
    if response.status_code in _WORTH_RETRYING:
        raise _BrokenError(status)
    if not response.is_success:
        raise NotThereError(f"{shown(str(response.url))}: {status}")


def shown(url: str) -> str:
    """``url`` without the user and password it may hold."""
    return str(httpx.URL(url).copy_with(userinfo=b"", query=None))
