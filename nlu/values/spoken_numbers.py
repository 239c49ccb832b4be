"""Number words for languages without a number grammar: CLDR's spelling rules, run backwards."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from unicode_rbnf import RbnfEngine
from unicode_rbnf.engine import FormatPurpose, NoRuleForNumberError

from nlu.values.language import is_spaced
from nlu.values.vocabulary import inflection, number_words

_LARGEST = 999
_LARGEST_ORDINAL = 99
_INFLECTED = 100  # the largest number that is known in every case and gender
_CODES = {"nb": "no", "tl": "fil"}  # where CLDR's rules have another code
_FILLERS = frozenset("零〇")  # Chinese marks a skipped place
_POWERS = (10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000)


class SpokenNumbers:
    """Reads the number words of one language.

    The table holds every way CLDR spells 0 to 999, and the words that multiply (thousand, lakh, 万); larger numbers
    are put together from these.
    """

    def __init__(
        self, small: Mapping[str, int], multipliers: Mapping[str, int], spaced: bool, prefix: str = "", suffix: str = ""
    ) -> None:
        self._small = small
        self._multipliers = dict(sorted(multipliers.items(), key=lambda item: -item[1]))
        self._glue = " " if spaced else ""
        phrases = (*small, *multipliers)
        self._longest = max((len(self._split(phrase)) for phrase in phrases), default=0) * 4
        self._tokens = frozenset(token for phrase in phrases for token in self._split(phrase))
        stems = "|".join(sorted(map(re.escape, self._tokens), key=len, reverse=True))
        attached = rf"(?:{prefix})?({stems})(?:{suffix})?" if prefix or suffix else "(?!)"
        self._attached = re.compile(attached)

    def rewrite(self, text: str) -> str:
        """The text with each longest run of number words replaced by its digits."""
        tokens = self._split(text)
        written: list[str] = []
        place = 0
        while place < len(tokens):
            length, value = self._longest_run(tokens, place)
            written.append(tokens[place] if value is None else str(value))
            place += length
        return self._glue.join(written)

    def _longest_run(self, tokens: Sequence[str], start: int) -> tuple[int, int | None]:
        words: list[str] = []
        for token in tokens[start : start + self._longest]:
            if (word := self._word(token)) is None:
                break
            words.append(word)
        for stop in range(start + len(words), start, -1):
            value = self._value(words[: stop - start])
            if value is not None:
                return stop - start, value
        return 1, None

    def _word(self, token: str) -> str | None:
        """The number word that a token is, without what is attached to it."""
        folded = _fold(token)
        if folded in self._tokens:
            return folded
        found = self._attached.fullmatch(folded)
        return found.group(1) if found else None

    def _value(self, tokens: Sequence[str]) -> int | None:
        phrase = self._glue.join(tokens)
        if phrase in self._small:
            return self._small[phrase]
        for word, power in self._multipliers.items():
            if word not in tokens:
                continue
            place = tokens.index(word)
            left = 1 if place == 0 else self._value(tokens[:place])
            rest = [token for token in tokens[place + 1 :] if token not in _FILLERS]
            right = self._value(rest) if rest else 0
            if left is not None and right is not None and right < power:
                return left * power + right
        return None

    def _split(self, text: str) -> list[str]:
        return text.split(" ") if self._glue else list(text)


def _fold(word: str) -> str:
    """Spelling that people and recognisers vary: Hindi nasal signs and dotted z, Romanian cedillas, joiners."""
    return word.lower().translate(_VARIANTS)


_VARIANTS = str.maketrans({"ँ": "ं", "\u093c": None, "ş": "ș", "ţ": "ț", "\u200b": None, "\u200c": None, "\u200d": None})


@cache
def spoken_numbers(language: str) -> SpokenNumbers:
    """The reader for a language; one that knows no words where CLDR has no spelling rules for it."""
    words, attached = number_words(language).words, inflection(language)
    small = {_fold(word): number for word, number in words.items() if number <= _LARGEST}
    multipliers = {_fold(word): number for word, number in words.items() if number in _POWERS}
    code = _CODES.get(language, language)
    spaced = is_spaced(language)
    if code in RbnfEngine.get_supported_languages():
        engine = RbnfEngine.for_language(code)
        for number in range(_LARGEST + 1):
            for spelling in _spellings(engine, number):
                small.setdefault(spelling, number)
        for power in _POWERS:
            for word in _power_words(engine, power):
                if (" " not in word and word not in small) if spaced else len(word) == 1:
                    multipliers.setdefault(word, power)
        for spelling, number in _ordinals(engine).items():
            small.setdefault(spelling, number)
    return SpokenNumbers(small, multipliers, spaced, attached.prefix, attached.suffix)


def _ordinals(engine: RbnfEngine) -> dict[str, int]:
    """First, second and so on, where CLDR has rules for them."""
    try:
        return {
            _fold(text): number
            for number in range(_LARGEST_ORDINAL, 0, -1)
            for rules, text in engine.format_number(number, purpose=FormatPurpose.ORDINAL).text_by_ruleset.items()
            if rules.startswith("spellout")
        }
    except (ValueError, NoRuleForNumberError):
        return {}


def _power_words(engine: RbnfEngine, power: int) -> set[str]:
    """The forms of thousand, million and so on: what is left of *two thousand* without the *two*."""
    words = set(_spellings(engine, power))
    for count in (1, 2, 5):
        for spelling in _spellings(engine, count * power):
            starts = (few for few in _spellings(engine, count) if spelling.startswith(few))
            words.update(spelling.removeprefix(few).strip() for few in starts)
    return words - {""}


def _spellings(engine: RbnfEngine, number: int) -> set[str]:
    # a language with many cases would take seconds for all forms of the larger numbers
    rulesets = ["spellout-numbering"] if _INFLECTED < number <= _LARGEST else None
    texts = engine.format_number(number, ruleset_names=rulesets).text_by_ruleset
    spoken = (text for rules, text in texts.items() if rules.startswith("spellout") and "financial" not in rules)
    return {_fold(text.replace("\u00ad", "")) for text in spoken}
