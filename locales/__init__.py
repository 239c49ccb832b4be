"""All that a language needs, a folder each: ``words.toml``, and in ``replies/`` a Fluent file for each skill."""

from locales.errors import LocaleError
from locales.reading import languages, replies, section, sections

__all__ = ["LocaleError", "languages", "replies", "section", "sections"]
