"""Spoken arithmetic."""

from skills.arithmetic.skill import Arithmetic

__all__ = ["Arithmetic"]
