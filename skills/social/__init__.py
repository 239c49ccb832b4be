"""Mastodon, and whatever else speaks its interface (docs.joinmastodon.org/methods)."""

from skills.social.skill import Social

__all__ = ["Social"]
