"""The time and the date: here, elsewhere, and between zones."""

from skills.clock.skill import Clock

__all__ = ["Clock"]
