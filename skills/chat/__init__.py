"""Greetings, thanks, jokes, and what the assistant can do."""

from skills.chat.skill import Chat

__all__ = ["Chat"]
