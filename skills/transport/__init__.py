"""Departures from the stop nearby, by a timetable on this machine."""

from skills.transport.skill import Transport

__all__ = ["Transport"]
