"""`python -m lab languages`."""

from pathlib import Path
from typing import Annotated

import typer


def languages(
    page: Annotated[Path, typer.Option(help="Page with the table.")] = Path("docs/use/languages.md"),
) -> None:
    """Update the table of what each locale has, in the docs."""
    from lab.languages import with_table

    page.write_text(with_table(page.read_text(encoding="utf-8")), encoding="utf-8")
