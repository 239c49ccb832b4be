from pathlib import Path

from lab.languages import table, with_table
from nlu.card import Card
from nlu.student import MODEL

PAGE = Path(__file__).parents[2] / "docs" / "use" / "languages.md"


def test_the_page_says_what_each_locale_has() -> None:
    assert PAGE.read_text("utf-8") == with_table(PAGE.read_text("utf-8"))


def test_each_locale_has_a_row() -> None:
    rows = [line.split(" | ")[0].removeprefix("| ") for line in table().splitlines()[2:]]
    assert rows == sorted(Card.load(MODEL).locales)
