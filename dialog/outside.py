"""What comes from elsewhere: fetched within limits, handed on as bytes and plain values, never as a name."""

import asyncio
import os
import socket
import stat
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any, BinaryIO, TypeVar

import httpx
from pydantic import TypeAdapter, ValidationError
from pydantic_core import from_json

from dialog.errors import DialogError
from runtime.plain_text import plain_values

MOST_BYTES = 2_000_000
_SECONDS = 4.0
_MOST_REDIRECTS = 3
_SCHEMES = ("http", "https")
_NO_LINK = getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_T = TypeVar("_T")


class OutsideError(DialogError):
    """Something that comes from elsewhere cannot be had, or is not what it should be.

    Its code is ``outside.unreachable``, ``outside.refused``, ``outside.late``, ``outside.too_large``,
    ``outside.malformed`` or ``outside.address``.
    """


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server sent.

    Attributes:
        status: Of HTTP.
        body: As it is after decompression.
    """

    status: int
    body: bytes

    @property
    def is_missing(self) -> bool:
        """Whether there is nothing at that address."""
        return self.status == httpx.codes.NOT_FOUND

    def read_as(self, kind: type[_T]) -> _T:
        """Its JSON as a checked value, with every text in it plain.

        Args:
            kind: A model, a dataclass or any other type that pydantic knows.

        Raises:
            OutsideError: ``outside.malformed``.
        """
        return checked(self.body, kind)


class Network:
    """The one way to fetch: bounded in time, in bytes before and after decompression, and in redirects.

    What the user has configured may be anywhere. Where content leads elsewhere, by a redirect, that must be a public
    address: nobody's page may look around in the user's home.
    """

    async def get(self, address: str, **how: Any) -> Answer:
        """See ``send``."""
        return await self.send("GET", address, **how)

    async def send(
        self,
        method: str,
        address: str,
        *,
        params: Mapping[str, Any] | None = None,
        json: object = None,
        content: str | None = None,
        headers: Mapping[str, str] | None = None,
        login: tuple[str, str] | None = None,
        most: int = MOST_BYTES,
        missing: bool = False,
    ) -> Answer:
        """Send a request; only one that carries nothing of the user's follows redirects.

        Args:
            method: Of HTTP.
            address: As the user configured it.
            params: Of the query.
            json: A body of JSON.
            content: Another body.
            headers: Besides the usual.
            login: Name and password.
            most: Bytes of the answer.
            missing: Whether there may be nothing there.

        Raises:
            OutsideError: Any but ``outside.malformed``.
        """
        with _typed(address):
            async with asyncio.timeout(_SECONDS), httpx.AsyncClient(timeout=_SECONDS, follow_redirects=False) as client:
                request = client.build_request(
                    method, address, params=params, json=json, content=content, headers=headers
                )
                follows = method == "GET" and not (headers or login)
                answer = await _answer(client, request, login, most, _MOST_REDIRECTS if follows else 0)
        if answer.status >= httpx.codes.BAD_REQUEST and not (missing and answer.is_missing):
            raise OutsideError("outside.refused", f"{_shown(address)} answers {answer.status}.")
        return answer


async def check_public(address: str, beside: str) -> None:
    """Whether an address that was found in content may be handed on to a program that will fetch it.

    Args:
        address: From the content.
        beside: Where the content came from; its own host is as good.

    Raises:
        OutsideError: ``outside.address``, ``outside.unreachable``.
    """
    with _typed(address):
        url = _web(httpx.URL(address))
        if url.host != httpx.URL(beside).host:
            await _public_host(url)


def checked(text: bytes, kind: type[_T]) -> _T:
    """JSON from elsewhere as a checked value, with every text in it plain.

    Raises:
        OutsideError: ``outside.malformed``.
    """
    try:
        return TypeAdapter(kind).validate_python(plain_values(from_json(text)))
    except (ValidationError, ValueError, RecursionError) as error:
        raise OutsideError("outside.malformed", f"That is not what was asked for: {str(error)[:200]}") from error


@contextmanager
def open_file(path: Path, most: int = MOST_BYTES) -> Iterator[BinaryIO]:
    """A file of the user's for reading: a regular one, for a pipe or a device may never end.

    Args:
        path: As the user configured it.
        most: Bytes.

    Raises:
        OutsideError: ``outside.unreachable``, ``outside.address``, ``outside.too_large``.
    """
    with _typed(str(path)), os.fdopen(os.open(path, os.O_RDONLY | _NO_LINK), "rb") as file:
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            raise OutsideError("outside.address", f"{path} is not a file.")
        if status.st_size > most:
            raise _too_large(str(path), most)
        yield file


def file_bytes(path: Path, most: int = MOST_BYTES) -> bytes:
    """What is in a file; see ``open_file``."""
    with open_file(path, most) as file:
        return file.read(most)


async def _answer(
    client: httpx.AsyncClient, request: httpx.Request, login: tuple[str, str] | None, most: int, redirects: int
) -> Answer:
    _web(request.url)
    request.headers["Accept-Encoding"] = "identity"
    response = await client.send(request, stream=True, auth=login or httpx.USE_CLIENT_DEFAULT)
    try:
        if response.is_redirect and redirects:
            following = await _redirected(client, request.url, response.headers.get("Location", ""))
        else:
            raw = bytearray()
            async for piece in response.aiter_raw(65_536):
                raw += piece
                if len(raw) > most:
                    raise _too_large(str(request.url), most)
            return Answer(response.status_code, _inflated(bytes(raw), response, most))
    finally:
        await response.aclose()
    return await _answer(client, following, None, most, redirects - 1)


async def _redirected(client: httpx.AsyncClient, source: httpx.URL, location: str) -> httpx.Request:
    """The request that a redirect asks for, to the very address that was found to be public."""
    target = _web(source.join(location))
    if source.scheme == "https" and target.scheme != "https":
        raise OutsideError("outside.address", f"{_shown(str(source))} leads to an address that is not encrypted.")
    host = source.host if target.host == source.host else await _public_host(target)
    netloc = target.netloc.decode("ascii")
    pinned = target.copy_with(host=host)
    return client.build_request("GET", pinned, headers={"Host": netloc}, extensions={"sni_hostname": target.host})


async def _public_host(url: httpx.URL) -> str:
    """An address of a host of which all addresses are public."""
    port = url.port or (443 if url.scheme == "https" else 80)
    found = await asyncio.get_running_loop().getaddrinfo(url.host, port, type=socket.SOCK_STREAM)
    addresses = [ip_address(str(entry[4][0]).partition("%")[0]) for entry in found]
    if not addresses or not all(address.is_global and not address.is_multicast for address in addresses):
        raise OutsideError("outside.address", f"{_shown(str(url))} is not a public address.")
    return str(addresses[0])


def _web(url: httpx.URL) -> httpx.URL:
    if url.scheme not in _SCHEMES or not url.host:
        raise OutsideError("outside.address", f"{_shown(str(url))} is no address on the web.")
    return url


def _inflated(body: bytes, response: httpx.Response, most: int) -> bytes:
    """The body without compression, which servers use unasked."""
    encoding = response.headers.get("Content-Encoding", "identity").strip().lower()
    if encoding == "identity":
        return body
    if encoding not in ("gzip", "deflate"):
        raise OutsideError("outside.malformed", f"The answer is compressed as {encoding[:20]!r}.")
    inflater = zlib.decompressobj(wbits=47)  # either header
    plain = inflater.decompress(body, most + 1)
    if len(plain) > most:
        raise _too_large(str(response.url), most)
    return plain


@contextmanager
def _typed(address: str) -> Iterator[None]:
    """What goes wrong within this block is the address's."""
    try:
        yield
    except TimeoutError as error:
        raise OutsideError("outside.late", f"{_shown(address)} took more than {_SECONDS:g} seconds.") from error
    except (httpx.HTTPError, httpx.InvalidURL, httpx.CookieConflict, OSError, ValueError, zlib.error) as error:
        raise OutsideError("outside.unreachable", f"{_shown(address)}: {error or type(error).__name__}") from error


def _too_large(address: str, most: int) -> OutsideError:
    return OutsideError("outside.too_large", f"{_shown(address)} is larger than {most} bytes.")


def _shown(address: str) -> str:
    """The address without what is nobody's business, such as a password or a key in its query."""
    try:
        return str(httpx.URL(address).copy_with(userinfo=b"", query=None))
    except (httpx.InvalidURL, ValueError):
        return "The address"
