"""Which language a typed sentence is in: a linear model over hashed n-grams of characters.

The method of fastText's language identifier (arXiv 1607.01759) without its hidden layer: fifty languages need no more.
"""

import unicodedata
import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError, safe_open

from nlu.errors import NluError
from nlu.locale import closest

MODEL = Path(__file__).parent / "language_id.safetensors"
LONGEST = 256
"""Characters that are looked at; the rest of a longer text is ignored."""
_GRAMS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class LanguageIdentifier:
    """Tells the locales of its training apart.

    Attributes:
        locales: Such as ``de-DE``, in the order of the columns.
        weights: (buckets, locales) int8, a row for each hash of an n-gram.
        scale: (locales,) what a step of int8 is worth.
        bias: (locales,).
    """

    locales: tuple[str, ...]
    weights: NDArray[np.int8]
    scale: NDArray[np.float32]
    bias: NDArray[np.float32]

    def identify(self, text: str, among: Iterable[str]) -> tuple[str, float]:
        """The likeliest of some locales, and its probability among them.

        Args:
            text: Any text; one without letters tells nothing.
            among: Locales that come into question, the most expected first; it is also the answer to a draw and to a
                text that tells nothing. Those that the model does not know are never the answer unless they are first.

        Returns:
            One of ``among``, with a probability in [0, 1].
        """
        asked = tuple(among)
        columns = {locale: self._column(locale) for locale in asked}
        known = [locale for locale in asked if columns[locale] is not None]
        found = buckets(text, len(self.weights))
        if len(known) < 2 or not len(found):
            return asked[0], 1.0 if len(asked) == 1 else 0.0
        sums = self.weights[found].sum(0, dtype=np.int32) * self.scale / np.sqrt(len(found)) + self.bias
        scores = sums[[columns[locale] for locale in known]]
        powers = np.exp(scores - scores.max())
        best = int(scores.argmax())
        return known[best], float(powers[best] / powers.sum())

    def _column(self, locale: str) -> int | None:
        try:
            return self.locales.index(closest(locale, self.locales))
        except NluError:
            return None


def buckets(text: str, count: int) -> NDArray[np.int64]:
    """The hashes of all n-grams inside the words of a text, each once.

    Args:
        text: Of any length and content; digits and marks are left out.
        count: Number of buckets.

    Returns:
        (n,) sorted, each in [0, count).
    """
    letters = unicodedata.normalize("NFKC", text[:LONGEST]).lower()
    words = "".join(char if char.isalpha() or unicodedata.category(char)[0] == "M" else " " for char in letters).split()
    padded = (f" {word} ".encode("utf-32-le", "surrogatepass") for word in words)
    grams = {
        word[at : at + 4 * size] for word in padded for size in _GRAMS for at in range(0, len(word) - 4 * size + 1, 4)
    }
    return np.array(sorted({zlib.crc32(gram) % count for gram in grams}), np.int64)


def open_identifier(file: Path = MODEL) -> LanguageIdentifier:
    """Load the model that ships with the package, or another.

    Raises:
        NluError: ``model.missing`` or ``model.corrupt``.
    """
    if not file.exists():
        raise NluError("model.missing", f"No model of languages at {file}.", "Install the package again.")
    try:
        with safe_open(file, "numpy") as tensors:
            names = tuple(tensors.metadata()["locales"].split(","))
            weights, scale, bias = (tensors.get_tensor(name) for name in ("weights", "scale", "bias"))
    except (SafetensorError, KeyError, TypeError) as error:
        raise NluError("model.corrupt", f"{file} is not a model of languages.", "Install the package again.") from error
    return LanguageIdentifier(names, weights, scale, bias)
