"""Cooking from the user's own recipes, step by step."""

from skills.cooking.skill import Cooking

__all__ = ["Cooking"]
