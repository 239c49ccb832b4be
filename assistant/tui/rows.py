"""Rows of text in columns."""

from rich.table import Table
from rich.text import Text

from runtime.plain_text import plain


class Rows(Table):
    """A grid whose cells are text, whatever is in them: a bare string would be read as markup."""

    def __init__(self) -> None:
        super().__init__(
            box=None, padding=(0, 1), show_header=False, show_edge=False, pad_edge=False, collapse_padding=True
        )

    def add(self, *cells: str | Text) -> None:
        """Add a row.

        Args:
            cells: As they are shown.
        """
        self.add_row(*(cell if isinstance(cell, Text) else Text(plain(cell).replace("\n", " ")) for cell in cells))
