"""Sends e-mail, and only after a yes."""

from skills.outbox.skill import Outbox

__all__ = ["Outbox"]
