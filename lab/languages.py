"""The table of what each locale has, in `docs/use/languages.md`."""

from typing import Final

from locales import Inventory, inventory
from nlu.card import Card
from nlu.student import MODEL
from nlu.values.language import babel_locale, language

_BEGIN: Final = "<!-- begin: python -m lab languages -->\n"
_END: Final = "<!-- end -->\n"
_TABLES: Final = {
    "time": "Time",
    "numbers": "Numbers",
    "answers": "Answers",
    "follow_ups": "Follow-ups",
    "reactions": "Reactions",
    "completeness": "Unfinished sentences",
}


def table() -> str:
    """The table in Markdown: a row for each locale that the student reads, a column for what it has."""
    head = ("Locale", "Language", "Replies", *_TABLES.values(), "Words of skills")
    rows = [_row(locale) for locale in sorted(Card.load(MODEL).locales)]
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)


def with_table(page: str) -> str:
    """The page with the table that it should have between its marks."""
    before, _, rest = page.partition(_BEGIN)
    return f"{before}{_BEGIN}\n{table()}\n{_END}{rest.partition(_END)[2]}"


def _row(locale: str) -> tuple[str, ...]:
    has = inventory(language(locale))
    of_skills = [name for name in (*has.tables, *has.lacking) if name not in _TABLES]
    there = sum(name in has.tables for name in of_skills)
    marks = ("✓" if name in has.tables else "" for name in _TABLES)
    name = babel_locale(locale).get_display_name("en") or locale
    return locale, name, _replies(has), *marks, _share(there, len(of_skills))


def _replies(has: Inventory) -> str:
    return _share(len(has.replies), len(has.replies) + len(has.unsaid))


def _share(part: int, whole: int) -> str:
    return "" if not part else "✓" if part == whole else f"{part} of {whole}"
