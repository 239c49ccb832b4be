"""Alarms: set, ask, remove."""

from skills.alarms.skill import Alarms

__all__ = ["Alarms"]
