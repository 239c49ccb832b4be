"""`python -m lab places`."""

from pathlib import Path
from typing import Annotated

import typer


def places(out: Annotated[Path, typer.Argument(help="File to write.")] = Path("skills/places.trie")) -> None:
    """Write the table of the world's places that the assistant ships."""
    from lab.skills.places import write_places

    write_places(out)
