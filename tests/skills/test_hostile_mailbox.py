"""Mail servers that promise four gigabytes, drip, or send letters that were made to be hard to read."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from dialog.testing import Talk
from skills import mail_account
from skills.mailbox import imap

PLAIN = b"From: Anna <anna@example.org>\r\nSubject: Hello\r\n\r\nSee you at six.\r\n"


@asynccontextmanager
async def mailbox(
    tmp_path: Path, promised: int | None = None, letter: bytes = PLAIN, drip: float = 0
) -> AsyncIterator[Talk]:
    """A server with one letter; ``promised`` is the length that it claims, ``drip`` the seconds between two bytes."""
    answers = {
        b"CAPABILITY": b"* CAPABILITY IMAP4rev1\r\n",
        b"UID SEARCH": b"* SEARCH 1\r\n",
        b"EXAMINE": b"* 1 EXISTS\r\n",
    }

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"* OK\r\n")
        try:
            while line := await reader.readline():
                tag, _, command = line.strip().partition(b" ")
                for name, answer in answers.items():
                    if command.upper().startswith(name):
                        writer.write(answer)
                if command.upper().startswith(b"UID FETCH"):
                    writer.write(b"* 1 FETCH (UID 1 BODY[]<0> {%d}\r\n" % (promised or len(letter)) + letter)
                    while promised:
                        writer.write(b"a" if drip else b"a" * 65_536)
                        await writer.drain()
                        await asyncio.sleep(drip)
                    writer.write(b")\r\n")
                writer.write(tag + b" OK done\r\n")
        except ConnectionError:
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    (tmp_path / "password").write_text("x", encoding="utf-8")
    settings = {
        "host": "127.0.0.1",
        "port": server.sockets[0].getsockname()[1],
        "security": "none",
        "user": "me",
        "password_file": str(tmp_path / "password"),
    }
    try:
        yield Talk(tmp_path, settings={"mailbox": settings})
    finally:
        server.close()


async def read(talk: Talk) -> str:
    return await talk.say("read my newest email", "email_query")


async def test_a_letter_is_read(tmp_path: Path) -> None:
    async with mailbox(tmp_path) as talk:
        assert await read(talk) == "From Anna: Hello. See you at six."


async def test_a_letter_of_four_gigabytes_is_not_taken(tmp_path: Path) -> None:
    async with mailbox(tmp_path, promised=4_000_000_000) as talk:
        assert await read(talk) == "I cannot open your mailbox right now."


async def test_a_server_that_drips_is_hung_up_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imap, "_SECONDS", 0.5)
    async with mailbox(tmp_path, promised=60_000, drip=0.05) as talk:
        assert await read(talk) == "I cannot open your mailbox right now."


@pytest.mark.parametrize(
    "body",
    [
        b"Content-Type: text/html\r\n\r\n" + b"<a " * 19_000,
        b"Content-Type: text/html\r\n\r\n" + b"<!--" * 14_000,
        b"".join(b"Content-Type: multipart/mixed; boundary=b%d\r\n\r\n--b%d\r\n" % (n, n) for n in range(1_200)),
        b"Content-Type: text/plain; charset=zlib_codec\r\n\r\nx",
        b"Content-Type: message/rfc822\r\n\r\n" * 1_500,
    ],
)
async def test_a_letter_that_is_hard_to_read_still_says_who_wrote_it(tmp_path: Path, body: bytes) -> None:
    async with mailbox(tmp_path, letter=b"From: Eve <eve@example.org>\r\nSubject: Bomb\r\n" + body) as talk:
        assert (await read(talk)).startswith("From Eve: Bomb.")


async def test_no_escape_code_of_a_letter_reaches_the_reply(tmp_path: Path) -> None:
    head = b"From: =?utf-8?q?Mom=1b=5b2J?= <eve@example.org>\r\nSubject: =?utf-8?q?=1b=5d0=3bPWN=07hi?=\r\n"
    letter = head + b"\r\nhello \x1b[31m"
    async with mailbox(tmp_path, letter=letter) as talk:
        assert await read(talk) == "From Mom: hi. hello"


def test_the_time_of_a_connection_is_over_for_whoever_waits_for_it() -> None:
    import socket

    ours, theirs = socket.socketpair()
    with theirs, ours, mail_account.hung_up_after(0.05, ours):
        assert ours.recv(1) == b""
