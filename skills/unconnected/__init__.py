"""Wishes that need a service which nothing here is connected to: it says so, and pretends nothing."""

from skills.unconnected.skill import Unconnected

__all__ = ["Unconnected"]
