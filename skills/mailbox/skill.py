"""The user's e-mail, read from their mailbox."""

import asyncio
import re
from dataclasses import dataclass

from dialog.outside import OutsideError
from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from locales import Words, section
from nlu.values.language import language
from runtime.plain_text import one_line
from skills.addresses import address, person
from skills.mail_account import Account
from skills.mailbox.imap import Found, search
from skills.readers.process import Bounds, read
from skills.wording import says

_MOST = 3
_LONGEST = 400
_BOUNDS = Bounds(seconds=2.0)
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")


class MailboxWords(Words):
    """Words about letters.

    Attributes:
        read: To have one read out.
    """

    read: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Letter:
    """A letter.

    Attributes:
        sender: The name in its *From*, or the address where it has none.
        subject: May be empty.
        text: Its words, without those quoted from earlier letters.
    """

    sender: str
    subject: str
    text: str


class Mailbox:
    """Says what has come, and reads it out; nothing in the mailbox changes by that."""

    manifest = Manifest(
        name="mailbox",
        intents={"email_query": ()},
        permissions=frozenset({"network", "contacts"}),
        carries={"email_query": ("person", "relation", "email_address")},
        examples={"en": ("do i have any new email", "read my newest email", "any email from anna")},
    )

    def __init__(self, services: Services) -> None:
        self._account = Account.of(services.settings)
        self._book = services.contacts

    def bid(self, request: Request) -> Bid | None:
        """For the one intent about what is in the mailbox."""
        return Bid("mailbox", 0.9, "read mail", action=Message("mailbox-action"))

    async def handle(self, request: Request) -> Reply:
        """Look, and tell; one letter is read out, of several who wrote them and about what."""
        if self._account is None or not self._account.is_private:
            return Reply((Message("mailbox-off" if self._account is None else "mailbox-unsafe"),), done=False)
        said = request.interpretation
        sender, reads = address(said) or person(said), _says_read(request)
        known = self._book.get(sender) if sender else None
        unread, most = not (sender or reads), 1 if reads else _MOST
        try:
            found = await asyncio.to_thread(search, self._account, known or sender, unread=unread, most=most)
        except (OutsideError, OSError):
            return Reply((Message("mailbox-unreachable"),), done=False)
        return await _told(found, sender, alone=reads)


async def _told(found: Found, sender: str, *, alone: bool) -> Reply:
    if not found.newest:
        named = "yes" if sender else "no"
        return Reply((Message("mailbox-none", {"name": sender, "named": named}),))
    lines = [line for line in await asyncio.gather(*map(_line, found.newest)) if line]
    if alone or found.count == 1:
        text = await _text(found.newest[0])
        return Reply((*lines, *text) or (Message("mailbox-unreachable"),), done=bool(lines))
    return Reply((Message("mailbox-count", {"count": found.count}), *lines))


async def _line(raw: bytes) -> Message | None:
    """Who wrote, and about what; None where even that cannot be read: one such letter must not hide the others."""
    try:
        letter = await read("letter", raw, _Letter, _BOUNDS, words=False)
    except OutsideError:
        return None
    subject = one_line(letter.subject, _LONGEST)
    titled = "yes" if subject else "no"
    ended = subject if subject.endswith(_ENDS) else f"{subject}."
    return Message("mailbox-letter", {"name": one_line(letter.sender, _LONGEST), "subject": ended, "titled": titled})


async def _text(raw: bytes) -> tuple[Message, ...]:
    """Its words, where it has any that can be read."""
    try:
        letter = await read("letter", raw, _Letter, _BOUNDS, words=True)
    except OutsideError:
        return ()
    text = _cut(one_line(letter.text))
    return (Message("dialog-said", {"text": text}),) if text else ()


def _cut(text: str) -> str:
    """As much as somebody listens to, up to the end of a sentence where there is one."""
    if len(text) <= _LONGEST:
        return text
    whole = re.match(r".*[.!?。！？؟]", text[:_LONGEST], re.DOTALL)
    return whole.group() if whole else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _says_read(request: Request) -> bool:
    words = section(language(request.locale), "mailbox", MailboxWords) or MailboxWords()
    return says(request.interpretation, words.read)
