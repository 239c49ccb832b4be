"""Sends an e-mail over SMTP (RFC 5321)."""

import smtplib
from email.message import EmailMessage
from email.utils import formatdate, make_msgid

from skills.mail_account import Account, hung_up_after

_SECONDS = 4.0


def send(account: Account, message: EmailMessage) -> None:
    """Hand a letter to the server; blocks, with a limit on every wait.

    Raises:
        OSError: The server cannot be reached, or refuses it (``smtplib.SMTPException`` is one).
    """
    with _connected(account) as server, hung_up_after(_SECONDS, server.sock):
        if account.user:
            server.login(account.user, account.password())
        server.send_message(message)


def letter(sender: str, recipient: str, subject: str, text: str) -> EmailMessage:
    """A letter with all that a header needs.

    Raises:
        ValueError: A line break in an address.
    """
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, recipient, subject
    message["Date"], message["Message-ID"] = formatdate(localtime=True), make_msgid(domain=sender.rpartition("@")[2])
    message.set_content(text)
    return message


def _connected(account: Account) -> smtplib.SMTP:
    if account.security == "tls":
        port = account.port or smtplib.SMTP_SSL_PORT
        return smtplib.SMTP_SSL(account.host, port, timeout=_SECONDS, context=account.context())
    server = smtplib.SMTP(account.host, account.port or 587, timeout=_SECONDS)
    if account.security == "starttls":
        server.starttls(context=account.context())
    return server
