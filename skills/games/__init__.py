"""A game of guessing a number."""

from skills.games.skill import Games

__all__ = ["Games"]
