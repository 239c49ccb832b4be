"""Timers: start, ask, cancel."""

from skills.timers.skill import Timers

__all__ = ["Timers"]
