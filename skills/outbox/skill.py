"""Sends e-mail, and only after a yes."""

import asyncio
import textwrap

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from nlu import Interpretation
from skills.addresses import address, address_in, is_address, person
from skills.dictation import SLOT, dictated
from skills.mail_account import Account
from skills.outbox.smtp import letter, send

_SUBJECT_LETTERS = 60


class Outbox:
    """Writes to people in the address book, or to an address that is spelt out."""

    manifest = Manifest(
        name="outbox",
        intents={"email_sendemail": ("email_address", SLOT)},
        permissions=frozenset({"network", "contacts"}),
        confirmation="always",
        dictated=frozenset({SLOT}),
        carries={"email_sendemail": ("person", "email_address", SLOT)},
        alternatives=(frozenset({"person", "relation", "email_address"}),),
        examples={"en": ("send an email to anna", "email bob saying i will be late")},
    )

    def __init__(self, services: Services) -> None:
        self._account = Account.of(services.settings)
        self._sender = str(services.settings.get("address", ""))
        self._book = services.contacts

    def bid(self, request: Request) -> Bid | None:
        """For sending; asks whom to write to, and what."""
        said = request.interpretation
        if not self._is_ready:
            return Bid("outbox", 0.9, "cannot send mail")
        (name, recipient), text = self._recipient(said), dictated(said)
        missing = [slot for slot, value in (("email_address", recipient), (SLOT, text)) if not value]
        whom = f"{name} ({recipient})" if recipient not in ("", name) else name
        action = Message("outbox-action", {"name": whom, "text": text})
        return Bid("outbox", 0.9, "send mail", tuple(missing), action, risk=1.0)

    async def handle(self, request: Request) -> Reply:
        """Send it; it is said to be sent once the server has taken it."""
        if self._account is None or not self._is_ready:
            return Reply((Message("outbox-off"),), done=False)
        name, recipient = self._recipient(request.interpretation)
        text = dictated(request.interpretation)
        message = letter(self._sender, recipient, textwrap.shorten(text, _SUBJECT_LETTERS, placeholder="…"), text)
        try:
            await asyncio.to_thread(send, self._account, message)
        except (OutsideError, OSError):
            return Reply((Message("outbox-failed"),), done=False)
        return Reply((Message("outbox-sent", {"name": name}),))

    @property
    def _is_ready(self) -> bool:
        return self._account is not None and self._account.is_private and bool(self._sender)

    def _recipient(self, said: Interpretation) -> tuple[str, str]:
        """What they are called, and their address; empty where it is not known, or is none."""
        spoken, name = address(said).lower(), person(said)
        if not spoken:
            spoken, known = address_in(name), (self._book.get(name, str) if name else None)
            return (spoken, spoken) if spoken else (name, str(known or ""))
        known = self._book.get(spoken, str)
        return name or spoken, spoken if is_address(spoken) else str(known or "")
