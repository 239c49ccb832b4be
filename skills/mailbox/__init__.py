"""The user's e-mail, read from their mailbox."""

from skills.mailbox.skill import Mailbox

__all__ = ["Mailbox"]
