"""Scripted conversations: what is said and done, on a virtual clock, and what must come of it."""
