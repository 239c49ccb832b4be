"""The user's e-mail, read from their mailbox."""

import asyncio
import re

from dialog.services import Services
from dialog.skill import Bid, Manifest, Message, Reply, Request
from locales import Words, section
from nlu.values.language import language
from skills.addresses import address, person
from skills.mail_account import Account
from skills.mailbox.imap import Found, Letter, search
from skills.wording import says

_MOST = 3
_LONGEST = 400
_ENDS = (".", "!", "?", "…", "。", "！", "？", "।", "؟")


class MailboxWords(Words):
    """Words about letters.

    Attributes:
        read: To have one read out.
    """

    read: tuple[str, ...] = ()


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
        except OSError:
            return Reply((Message("mailbox-unreachable"),), done=False)
        return _told(found, sender, alone=reads)


def _told(found: Found, sender: str, *, alone: bool) -> Reply:
    if not found.letters:
        named = "yes" if sender else "no"
        return Reply((Message("mailbox-none", {"name": sender, "named": named}),))
    if alone or found.count == 1:
        letter = found.letters[0]
        text = Message("dialog-said", {"text": _cut(letter.text)})
        return Reply((_line(letter), text) if letter.text else (_line(letter),))
    count = Message("mailbox-count", {"count": found.count})
    return Reply((count, *(_line(letter) for letter in found.letters)))


def _line(letter: Letter) -> Message:
    titled = "yes" if letter.subject else "no"
    subject = letter.subject if letter.subject.endswith(_ENDS) else f"{letter.subject}."
    return Message("mailbox-letter", {"name": letter.sender, "subject": subject, "titled": titled})


def _cut(text: str) -> str:
    """As much as somebody listens to, up to the end of a sentence where there is one."""
    if len(text) <= _LONGEST:
        return text
    whole = re.match(r".*[.!?。！？؟]", text[:_LONGEST], re.DOTALL)
    return whole.group() if whole else f"{text[:_LONGEST].rsplit(' ', 1)[0]}…"


def _says_read(request: Request) -> bool:
    words = section(language(request.locale), "mailbox", MailboxWords) or MailboxWords()
    return says(request.interpretation, words.read)
