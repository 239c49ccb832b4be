"""The weather, from Open-Meteo where the user allows it."""

from skills.weather.skill import Weather

__all__ = ["Weather"]
