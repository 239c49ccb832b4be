"""Fetching from a server that wishes nobody well, and opening files that are none."""

import asyncio
import gzip
import os
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

from dialog import outside
from dialog.outside import Network, OutsideError, check_public, checked, file_bytes

HEAD = b"HTTP/1.1 200 OK\r\n"


@asynccontextmanager
async def server(*answers: bytes, drip: float = 0.0, endless: bytes = b"") -> AsyncIterator[str]:
    """Gives each request the next answer, the last one again and again."""
    left = list(answers)

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            writer.write(left.pop(0) if len(left) > 1 else left[0])
            while endless or drip:
                writer.write(endless or b"x")
                await writer.drain()
                await asyncio.sleep(drip)
        except ConnectionError:
            pass
        finally:
            writer.close()

    listening = await asyncio.start_server(answer, "127.0.0.1", 0)
    async with listening:
        yield f"http://127.0.0.1:{listening.sockets[0].getsockname()[1]}/x"


def body(content: bytes, *headers: bytes) -> bytes:
    return b"\r\n".join((HEAD[:-2], b"Content-Length: %d" % len(content), *headers, b"", content))


def leads_to(address: str) -> bytes:
    return f"HTTP/1.1 302 Found\r\nLocation: {address}\r\nContent-Length: 0\r\n\r\n".encode()


async def code_of(address: str, **how: object) -> str:
    with pytest.raises(OutsideError) as caught:
        await Network().get(address, **how)
    return caught.value.code


async def test_what_is_there_is_fetched_and_unpacked() -> None:
    packed = gzip.compress(b"hello")
    async with server(body(b"hello"), body(packed, b"Content-Encoding: gzip")) as address:
        assert (await Network().get(address)).body == b"hello"
        assert (await Network().get(address)).body == b"hello"


async def test_an_answer_without_an_end_is_cut_off() -> None:
    async with server(HEAD + b"\r\n", endless=b"x" * 65_536) as address:
        assert await code_of(address, most=1_000_000) == "outside.too_large"


async def test_a_bomb_of_gzip_is_not_unpacked() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    async with server(body(bomb, b"Content-Encoding: gzip")) as address:
        assert await code_of(address, most=1_000_000) == "outside.too_large"


async def test_a_server_that_drips_has_so_long_and_no_longer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(outside, "_SECONDS", 0.3)
    async with server(HEAD + b"\r\n", drip=0.05) as address:
        assert await code_of(address) == "outside.late"


@pytest.mark.parametrize(
    "target", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://[::1]:9/x", "http://127.1.2.3/x", "http://10.0.0.1/x"]
)
async def test_a_redirect_leads_to_no_file_and_nowhere_in_the_home(target: str) -> None:
    async with server(leads_to(target)) as address:
        assert await code_of(address) == "outside.address"


async def test_redirects_on_the_same_host_are_followed_but_not_for_ever() -> None:
    async with server(leads_to("/a"), leads_to("/b"), body(b"there")) as address:
        assert (await Network().get(address)).body == b"there"
    async with server(leads_to("/again")) as address:
        assert (await Network().get(address)).status == 302


async def test_a_request_with_a_key_follows_nothing() -> None:
    async with server(leads_to("/a")) as address:
        assert (await Network().get(address, headers={"Authorization": "Bearer x"})).status == 302


@pytest.mark.parametrize("address", ["file:///etc/passwd", "/etc/passwd", "http://", "gopher://x", "", "http://\x00/"])
async def test_what_is_no_address_on_the_web_is_not_opened(address: str) -> None:
    assert await code_of(address) in ("outside.address", "outside.unreachable")


@pytest.mark.parametrize(
    "sound", ["file:///etc/passwd", "/etc/passwd", "http://192.168.0.1/x.mp3", "http://localhost/x"]
)
async def test_what_a_feed_gives_to_play_is_no_file_and_nothing_in_the_home(sound: str) -> None:
    with pytest.raises(OutsideError) as caught:
        await check_public(sound, "http://feeds.invalid/waves")
    assert caught.value.code == "outside.address"


@pytest.fixture
def pipe(tmp_path: Path) -> Iterator[Path]:
    os.mkfifo(tmp_path / "pipe")
    yield tmp_path / "pipe"


def test_a_pipe_and_a_device_are_no_files(pipe: Path) -> None:
    for path in (pipe, Path("/dev/zero"), pipe.parent, pipe.parent / "missing"):
        with pytest.raises(OutsideError):
            file_bytes(path)


def test_a_file_that_is_too_large_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "large").write_bytes(b"x" * 11)
    assert file_bytes(tmp_path / "large", 11) == b"x" * 11
    with pytest.raises(OutsideError) as caught:
        file_bytes(tmp_path / "large", 10)
    assert caught.value.code == "outside.too_large"


class Said(BaseModel):
    text: str


@given(st.binary(max_size=300) | st.text(max_size=100).map(str.encode) | st.just(b"[" * 100_000))
def test_any_bytes_are_the_value_or_are_refused(text: bytes) -> None:
    try:
        assert isinstance(checked(text, Said), Said)
    except OutsideError as error:
        assert error.code == "outside.malformed"


def test_texts_in_an_answer_are_plain() -> None:
    assert checked(b'{"text": "\\u001b[31mred\\u009b2J"}', Said).text == "red"
