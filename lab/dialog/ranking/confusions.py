"""What a recogniser might have heard instead: the n-best lists of simulated turns."""

import random
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from nlu.values.language import is_spaced

_ALIKE = str.maketrans(
    {"k": "c", "q": "c", "z": "s", "x": "s", "d": "t", "b": "p", "w": "v", "f": "v", "j": "g", "n": "m", "l": "r"}
)
_VOWELS = frozenset("aeiouyh")
_SHORT = 3


def sound(word: str) -> str:
    """A rough key that words share which sound alike: marks and vowels go, kindred consonants are one."""
    bare = "".join(letter for letter in unicodedata.normalize("NFKD", word) if not unicodedata.combining(letter))
    kept = "".join(letter for place, letter in enumerate(bare) if place == 0 or letter not in _VOWELS)
    merged = kept.translate(_ALIKE)
    return "".join(letter for place, letter in enumerate(merged) if place == 0 or merged[place - 1] != letter)


@dataclass(frozen=True, slots=True)
class Confusions:
    """The words of a language by how they sound.

    Attributes:
        words: For each key, the words with it, as often as they were seen.
        letters: All letters, for languages without blanks.
    """

    words: Mapping[str, Sequence[str]]
    letters: Sequence[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> "Confusions":
        """Those of some texts of one language."""
        counts = Counter(word for text in texts for word in text.lower().split())
        keyed: dict[str, list[str]] = defaultdict(list)
        for word in sorted(counts):
            keyed[sound(word)].append(word)
        letters = sorted({letter for word in counts for letter in word if letter.isalpha()})
        return cls(keyed, letters or ["a"])

    def misheard(self, text: str, locale: str, edits: int, chance: random.Random) -> str:
        """The text with so many words (or letters, where words are not set apart) heard as something else."""
        spaced = is_spaced(locale)
        parts = text.split() if spaced else list(text)
        for _ in range(edits):
            place = chance.randrange(len(parts))
            parts[place : place + 1] = self._word(parts, place, chance) if spaced else self._letter(parts, chance)
        return (" " if spaced else "").join(parts)

    def _letter(self, parts: Sequence[str], chance: random.Random) -> list[str]:
        return [] if len(parts) > 1 and chance.random() < 0.5 else [chance.choice(self.letters)]

    def _word(self, parts: Sequence[str], place: int, chance: random.Random) -> list[str]:
        word = parts[place]
        alike = [other for other in self.words.get(sound(word.lower()), ()) if other != word.lower()]
        if alike and chance.random() < 0.7:
            return [chance.choice(alike)]
        if len(parts) > 1 and (len(word) <= _SHORT or chance.random() < 0.4):
            return []
        middle = chance.randrange(1, len(word)) if len(word) > 1 else 1
        if len(word) > _SHORT and chance.random() < 0.5:
            return [word[:middle], word[middle:]]
        return [word[:middle] + chance.choice(self.letters) + word[middle + 1 :]]
