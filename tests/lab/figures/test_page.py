from pathlib import Path

from lab.figures.page import figures

DOCS = Path(__file__).parents[3] / "docs"


def test_the_page_of_figures_says_what_the_records_say() -> None:
    assert (DOCS / "research" / "figures.md").read_text("utf-8") == figures(DOCS / "records")
