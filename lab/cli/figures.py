"""`python -m lab figures`."""

from pathlib import Path
from typing import Annotated

import typer


def figures(
    records: Annotated[Path, typer.Option(help="Folder of records.")] = Path("docs/records"),
    out: Annotated[Path, typer.Option(help="Page to write.")] = Path("docs/research/figures.md"),
) -> None:
    """Write the page of figures from the records."""
    from lab.figures.page import figures as page

    out.write_text(page(records), encoding="utf-8")
