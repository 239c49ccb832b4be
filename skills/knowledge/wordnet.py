"""English words and what they mean, from the database files of WordNet (Fellbaum 1998) where they lie.

Its own format (wndb(5WN)) is sorted text, so that a look-up is a binary search on disk and costs no memory.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

FOLDERS = (Path("/usr/share/wordnet"), Path("/opt/homebrew/opt/wordnet/dict"), Path("/usr/local/share/wordnet"))
"""Where systems put it."""

# Endings that come off, by part of speech (morphy(7WN)).
_ENDINGS: dict[str, tuple[tuple[str, str], ...]] = {
    "noun": (("s", ""), ("ses", "s"), ("ves", "f"), ("xes", "x"), ("zes", "z"), ("ches", "ch"), ("shes", "sh"),
             ("men", "man"), ("ies", "y")),
    "verb": (("s", ""), ("ies", "y"), ("es", "e"), ("es", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", "")),
    "adj": (("er", ""), ("est", ""), ("er", "e"), ("est", "e")),
    "adv": (),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning.

    Attributes:
        word: The word as WordNet has it.
        part: ``noun``, ``verb``, ``adj`` or ``adv``.
        gloss: What it means, without the examples.
    """

    word: str
    part: str
    gloss: str


class WordNet:
    """The database in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @classmethod
    def found(cls, folder: str = "") -> "WordNet | None":
        """The one in a folder, or where the system has it; None where there is none."""
        folders = (Path(folder).expanduser(),) if folder else FOLDERS
        return next((cls(place) for place in folders if (place / "data.noun").is_file()), None)

    def senses(self, word: str) -> list[Sense]:
        """What a word or a phrase can mean, the commonest meaning of each part of speech; blocks for milliseconds.

        Raises:
            OSError: A file cannot be read.
        """
        plain = "_".join(word.lower().split())
        found = []
        for part in _ENDINGS:
            form, offset = next(
                ((form, offset) for form in self._forms(plain, part) if (offset := self._first(form, part))), ("", "")
            )
            if form:
                found.append(Sense(form.replace("_", " "), part, self._gloss(int(offset), part)))
        return found

    def _forms(self, word: str, part: str) -> Iterator[str]:
        """The word, its irregular base, and what is left without a regular ending."""
        yield word
        irregular = self._line(f"{part}.exc", word)
        if irregular:
            yield irregular.split()[1]
        yield from (word.removesuffix(end) + base for end, base in _ENDINGS[part] if word.endswith(end))

    def _first(self, word: str, part: str) -> str:
        """Where its commonest meaning stands in the data; empty for a word that is not there."""
        fields = self._line(f"index.{part}", word).split()
        return fields[-int(fields[2])] if fields else ""

    def _line(self, name: str, word: str) -> str:
        with (self._folder / name).open("rb") as file:
            return _search(file, word.encode())

    def _gloss(self, offset: int, part: str) -> str:
        with (self._folder / f"data.{part}").open("rb") as file:
            file.seek(offset)
            text = file.readline().decode("utf-8", "replace").partition("|")[2]
        return "; ".join(piece for piece in text.strip().split("; ") if not piece.startswith('"'))


def _search(file: BinaryIO, word: bytes) -> str:
    """The line that begins with a word, in a sorted file; empty where there is none."""
    low, high = 0, file.seek(0, 2)
    while low < high:
        middle = (low + high) // 2
        line = _line_from(file, middle)
        if not line or _key(line) >= word:
            high = middle
        else:
            low = middle + 1
    line = _line_from(file, low)
    return line.decode("utf-8", "replace") if _key(line) == word else ""


def _line_from(file: BinaryIO, place: int) -> bytes:
    """The first line that begins at a place or after it."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline()
    return file.readline()


def _key(line: bytes) -> bytes:
    return line.split(b" ", 1)[0].strip()
