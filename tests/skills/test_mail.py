"""E-mail: real servers on the loopback interface, with TLS and passwords."""

import imaplib
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, Envelope, LoginPassword, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from dialog.testing import Talk

PASSWORD = "open sesame"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Holds a certificate for the loopback address, its key, and the password."""
    folder = tmp_path_factory.mktemp("mail")
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "loopback")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    (folder / "certificate.pem").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key.pem").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    (folder / "password").write_text(f"{PASSWORD}\n", encoding="utf-8")
    return folder


def account(folder: Path, port: int) -> dict[str, object]:
    return {
        "host": "127.0.0.1",
        "port": port,
        "user": "me",
        "password_file": str(folder / "password"),
        "security": "starttls",
        "authority": str(folder / "certificate.pem"),
        "address": "me@home.example",
    }


# The mailbox


@pytest.fixture(scope="module")
def imap(folder: Path) -> Iterator[int]:
    """The port of a mail server."""
    port = free_port()
    program = [sys.executable, "-c", "from pymap.main import main; main()", "--host", "127.0.0.1", "--port", str(port)]
    tls = ["--cert", str(folder / "certificate.pem"), "--key", str(folder / "key.pem")]
    who = ["dict", "--demo-user", "me", "--demo-password", PASSWORD]
    with subprocess.Popen([*program, *tls, *who], stderr=subprocess.DEVNULL) as process:
        for _ in range(200):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield port
        process.terminate()


@pytest.fixture
def inbox(imap: int, folder: Path) -> Iterator[imaplib.IMAP4]:
    """The mailbox, empty at first."""
    with imaplib.IMAP4("127.0.0.1", imap, timeout=10) as box:
        box.starttls(ssl.create_default_context(cafile=str(folder / "certificate.pem")))
        box.login("me", PASSWORD)
        box.select("INBOX")
        box.store("1:*", "+FLAGS", r"(\Deleted)")
        box.expunge()
        yield box


def deliver(inbox: imaplib.IMAP4, sender: str, subject: str, text: str, *, html: bool = False) -> None:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, "me@home.example", subject
    message.set_content(text, subtype="html" if html else "plain")
    status, _ = inbox.append("INBOX", "", imaplib.Time2Internaldate(time.time()), message.as_bytes())
    assert status == "OK"


async def test_new_letters_are_told_newest_first_and_stay_new(
    tmp_path: Path, imap: int, inbox: imaplib.IMAP4, folder: Path
) -> None:
    talk = Talk(tmp_path, settings={"mailbox": account(folder, imap)})
    assert await talk.say("any new email", "email_query") == "There is no new e-mail."
    deliver(inbox, "Anna Müller <anna@mail.example>", "Lunch?", "Shall we have lunch?\n\n-- \nAnna")
    assert await talk.say("any new email", "email_query") == "From Anna Müller: Lunch? Shall we have lunch?"
    deliver(inbox, "bank@bank.example", "Your statement", "It is here.")
    for _ in range(2):
        assert await talk.say("any new email", "email_query") == (
            "2 e-mails, the newest first: From bank@bank.example: Your statement. From Anna Müller: Lunch?"
        )


async def test_letters_are_found_by_who_wrote_them(
    tmp_path: Path, imap: int, inbox: imaplib.IMAP4, folder: Path
) -> None:
    talk = Talk(tmp_path, settings={"mailbox": account(folder, imap)})
    deliver(inbox, "Anna Müller <anna@mail.example>", "Lunch?", "Shall we?")
    deliver(inbox, "bob@work.example", "", "<style>b {}</style><p>All <b>done</b></p>", html=True)
    inbox.store("1:*", "+FLAGS", r"(\Seen)")
    assert await talk.say("any email from [person : müller]", "email_query") == "From Anna Müller: Lunch? Shall we?"
    assert await talk.say("read my newest email", "email_query") == "From bob@work.example, without a subject. All done"
    assert await talk.say("any mail from [person : carla]", "email_query") == "There is no e-mail from carla."
    await talk.say("add [person : rob] [email_address : bob at work dot example] to my contacts", "email_addcontact")
    assert await talk.say("mail from [person : rob]", "email_query") == (
        "From bob@work.example, without a subject. All done"
    )


async def test_a_mailbox_that_refuses_or_cannot_be_trusted_is_said(tmp_path: Path, imap: int, folder: Path) -> None:
    (tmp_path / "wrong").write_text("friend", encoding="utf-8")
    good = account(folder, imap)
    for change in ({"password_file": str(tmp_path / "wrong")}, {"authority": None}, {"port": 9}):
        turn = await Talk(tmp_path, settings={"mailbox": {**good, **change}}).turn("any new email", "email_query")
        assert (turn.text, turn.done) == ("I cannot open your mailbox right now.", False)
    elsewhere = {**good, "host": "mail.example", "security": "none"}
    assert (await Talk(tmp_path, settings={"mailbox": elsewhere}).say("any new email", "email_query")).startswith(
        "That mailbox would be read over an open line."
    )


# Sending


class Postman:
    """Keeps what is sent."""

    def __init__(self) -> None:
        self.sent: list[tuple[str | None, list[str], str]] = []

    async def handle_DATA(self, server: object, session: Session, envelope: Envelope) -> str:  # noqa: N802
        assert isinstance(envelope.content, bytes)
        self.sent.append((envelope.mail_from, envelope.rcpt_tos, envelope.content.decode()))
        return "250 taken"


def admitted(server: object, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
    assert isinstance(data, LoginPassword)
    return AuthResult(success=(data.login, data.password) == (b"me", PASSWORD.encode()))


@pytest.fixture
def smtp(folder: Path) -> Iterator[tuple[int, Postman]]:
    """The port of a mail server, and what it has taken."""
    postman = Postman()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "certificate.pem", folder / "key.pem")
    port = free_port()
    server = Controller(
        postman,
        "127.0.0.1",
        port,
        tls_context=context,
        require_starttls=True,
        authenticator=admitted,
        auth_required=True,
    )
    server.start()
    yield port, postman
    server.stop()


async def test_a_letter_is_sent_only_after_a_yes(tmp_path: Path, smtp: tuple[int, Postman], folder: Path) -> None:
    port, postman = smtp
    talk = Talk(tmp_path, settings={"outbox": account(folder, port)})
    await talk.say("add [person : anna] [email_address : anna at mail dot example] to my contacts", "email_addcontact")
    assert await talk.say("send an email to [person : anna]", "email_sendemail") == "What shall it say?"
    assert await talk.say("remind me of the cake at [time : seven]", "calendar_set") == (
        "Shall I send anna (anna@mail.example) this e-mail: “remind me of the cake at seven”?"
    )
    assert postman.sent == []
    assert await talk.say("yes") == "Sent to anna."
    (sender, recipients, content), *others = postman.sent
    assert (sender, recipients, others) == ("me@home.example", ["anna@mail.example"], [])
    assert content.endswith("\r\n\r\nremind me of the cake at seven\r\n")
    assert "Subject: remind me of the cake at seven\r\n" in content


async def test_a_no_sends_nothing_and_a_correction_asks_again(
    tmp_path: Path, smtp: tuple[int, Postman], folder: Path
) -> None:
    port, postman = smtp
    talk = Talk(tmp_path, settings={"outbox": account(folder, port)})
    to_bob = "email [email_address : bob at work dot example] saying that i will be late"
    assert await talk.say(to_bob, "email_sendemail") == "Shall I send bob@work.example this e-mail: “i will be late”?"
    assert await talk.say("no") == "Okay, cancelled."
    assert await talk.say("email [person : carla] saying hello", "email_sendemail") == "To which address?"
    assert await talk.say("nowhere") == "Sorry? To which address?"
    assert await talk.say("[email_address : carla at mail dot example]") == (
        "Shall I send carla (carla@mail.example) this e-mail: “hello”?"
    )
    assert await talk.say("never mind") == "Okay, cancelled."
    assert postman.sent == []


@pytest.mark.parametrize(
    ("correction", "question", "recipient"),
    [
        ("no, to eve@work.example", "Shall I send eve@work.example this e-mail: “hello”?", "eve@work.example"),
        (
            "no, to [email_address : eve at work dot example]",
            "Shall I send eve@work.example this e-mail: “hello”?",
            "eve@work.example",
        ),
        (
            "no, to [person : anna]",
            "Shall I send anna (anna@mail.example) this e-mail: “hello”?",
            "anna@mail.example",
        ),
    ],
)
async def test_a_corrected_letter_goes_to_whom_the_question_named(
    tmp_path: Path, smtp: tuple[int, Postman], folder: Path, correction: str, question: str, recipient: str
) -> None:
    port, postman = smtp
    talk = Talk(tmp_path, settings={"outbox": account(folder, port)})
    await talk.say("add [person : anna] [email_address : anna at mail dot example] to my contacts", "email_addcontact")
    await talk.say("email [email_address : bob at work dot example] saying hello", "email_sendemail")
    assert await talk.say(correction) == question
    assert (await talk.turn("yes")).done
    assert [recipients for _, recipients, _ in postman.sent] == [[recipient]]


async def test_a_yes_to_one_address_sends_nothing_to_one_that_was_changed_meanwhile(
    tmp_path: Path, smtp: tuple[int, Postman], folder: Path
) -> None:
    port, postman = smtp
    talk = Talk(tmp_path, settings={"outbox": account(folder, port)})
    await talk.say("add [person : anna] [email_address : anna at mail dot example] to my contacts", "email_addcontact")
    await talk.say("email [person : anna] saying hello", "email_sendemail")
    talk.dialog.skills["contacts"].skill._book.put("anna", "eve@evil.example")
    assert await talk.say("yes") == "Shall I send anna (eve@evil.example) this e-mail: “hello”?"
    assert postman.sent == []


async def test_a_letter_that_was_not_taken_is_said(tmp_path: Path, smtp: tuple[int, Postman], folder: Path) -> None:
    (tmp_path / "wrong").write_text("friend", encoding="utf-8")
    settings = {"outbox": {**account(folder, smtp[0]), "password_file": str(tmp_path / "wrong")}}
    talk = Talk(tmp_path, settings=settings)
    await talk.say("email [email_address : bob at work dot example] saying hello", "email_sendemail")
    turn = await talk.turn("yes")
    assert turn.text.startswith("The e-mail was not sent")
    assert not turn.done
