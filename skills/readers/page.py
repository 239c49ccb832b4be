"""The words on pages of HTML, such as letters or posts."""

import json
from html.parser import HTMLParser
from typing import BinaryIO

_UNSAID = frozenset({"script", "style", "head"})


class _Page(HTMLParser):
    """Collects what is said on a page."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._unsaid = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self._unsaid += tag in _UNSAID

    def handle_endtag(self, tag: str) -> None:
        self._unsaid -= tag in _UNSAID and self._unsaid > 0

    def handle_data(self, data: str) -> None:
        if not self._unsaid:
            self.said.append(data)


def page_words(text: str) -> str:
    """The words on a page of HTML; it takes time beyond measure for a page that is made for that."""
    page = _Page()
    page.feed(text)
    page.close()
    return " ".join(" ".join(page.said).split())


def read(data: BinaryIO) -> list[str]:
    """The words on each of several pages, a JSON list."""
    return [page_words(str(page)) for page in json.load(data)]
