"""`python -m lab english`."""

from pathlib import Path
from typing import Annotated

import typer


def english(out: Annotated[Path, typer.Argument(help="Folder to write.")] = Path("tts/english")) -> None:
    """Write the tables of English pronunciation that the assistant ships."""
    from lab.tts.english import write_english

    write_english(out)
