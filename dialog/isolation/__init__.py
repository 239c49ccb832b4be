"""Skills that nobody here has read, each in a process of its own."""

from dialog.isolation.proxy import IsolatedSkill, isolate

__all__ = ["IsolatedSkill", "isolate"]
