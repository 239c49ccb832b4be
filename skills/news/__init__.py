"""Headlines from the feeds that the user has chosen."""

from skills.news.skill import News

__all__ = ["News"]
