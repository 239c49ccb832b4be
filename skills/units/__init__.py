"""Lengths, weights, volumes, temperatures and speeds in other units."""

from skills.units.skill import Units

__all__ = ["Units"]
