"""The home: lights, plugs, the vacuum cleaner, the coffee machine."""

from skills.home.skill import Home

__all__ = ["Home"]
