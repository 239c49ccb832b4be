"""Music, radio, podcasts and audiobooks, on a Music Player Daemon (MPD)."""

from skills.music.skill import Music

__all__ = ["Music"]
