"""Lists: make, add to, read, take from."""

from skills.lists.skill import Lists

__all__ = ["Lists"]
