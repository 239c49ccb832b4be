"""The address book."""

from collections.abc import Iterable, Mapping
from typing import Any

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from skills.addresses import address, person


class Contacts:
    """Remembers people's addresses and tells them."""

    manifest = Manifest(
        name="contacts",
        intents={"email_addcontact": ("person", "email_address"), "email_querycontact": ("person",)},
        permissions=frozenset({"contacts"}),
        carries={"email_querycontact": ("person",), "email_addcontact": ("email_address",)},
        examples={"en": ("add anna to my contacts", "what is anna's email address")},
    )

    def __init__(self, services: Services) -> None:
        self._book = services.contacts

    def bid(self, request: Request) -> Bid | None:
        """For every intent about contacts."""
        said = request.interpretation
        wanted = self.manifest.intents[said.intent]
        missing = tuple(slot for slot in wanted if not (person(said) if slot == "person" else said.slot(slot)))
        deed = "add" if said.intent == "email_addcontact" else "ask"
        known, written = self._book.get(person(said), str) if deed == "add" else None, address(said)
        if known and written and known != written:  # letters would go elsewhere from then on
            action = Message("contacts-action-replace", {"name": person(said), "known": known, "address": written})
            return Bid("contacts", 0.9, said.intent, missing, action, risk=1.0)
        return Bid("contacts", 0.9, said.intent, missing, action=Message(f"contacts-action-{deed}"))

    def names(self) -> Iterable[str]:
        """Everybody in the address book."""
        return self._book.keys()

    async def handle(self, request: Request) -> Reply:
        """Enter or tell an address."""
        name = person(request.interpretation)
        known = self._book.get(name, str)
        if request.interpretation.intent == "email_querycontact":
            identifier = "contacts-is" if known else "contacts-unknown"
            return Reply((Message(identifier, {"name": name, "address": known or ""}),), done=bool(known))
        written = address(request.interpretation)
        self._book.put(name, written)
        message = Message("contacts-added", {"name": name, "address": written})
        return Reply((message,), undo={"name": name, "address": known})

    async def undo(self, done: Mapping[str, Any]) -> None:
        """The address that was there before, or none."""
        if done["address"] is None:
            self._book.delete(done["name"])
        else:
            self._book.put(done["name"], done["address"])
