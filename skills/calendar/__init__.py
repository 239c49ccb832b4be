"""The calendar: events, with a reminder when they begin; and calendars kept elsewhere, where the settings name them."""

from skills.calendar.skill import Calendar

__all__ = ["Calendar"]
