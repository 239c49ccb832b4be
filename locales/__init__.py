"""All that a language needs, a folder each: ``words.toml``, and in ``replies/`` a Fluent file for each skill."""

from locales.errors import LocaleError
from locales.inventory import Inventory, inventory
from locales.reading import Words, languages, replies, section, section_or_english, sections, tables

__all__ = [
    "Inventory",
    "LocaleError",
    "Words",
    "inventory",
    "languages",
    "replies",
    "section",
    "section_or_english",
    "sections",
    "tables",
]
