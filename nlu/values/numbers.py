"""Spoken and written numbers."""

import re
import unicodedata
from decimal import Decimal

from text_to_num import alpha2digit

from nlu.values.language import language, rewritten
from nlu.values.spoken_numbers import spoken_numbers
from nlu.values.vocabulary import number_words

_GRAMMARS = frozenset({"en", "fr", "es", "pt", "de", "nl", "da", "it"})
_COMMA_DECIMALS = frozenset({"fr", "es", "pt", "de", "nl", "da", "it", "tr", "ru", "pl", "sv", "nb", "fi"})
_NUMBER = re.compile(r"(?<![\d.,])[-−]?\d+(?:[.,]\d+)*")


def digits(text: str, locale: str) -> str:
    """The text in lower case with every number in digits: ``twenty five minutes`` becomes ``25 minutes``.

    Languages with a number grammar in text2num use it; the others use the inverse of CLDR's rules for spelling
    numbers out.
    """
    plain = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() and c.isdecimal() else c for c in text)
    plain = unicodedata.normalize("NFC", plain).lower()
    code = language(locale)
    plain = rewritten(plain, number_words(code).respell, locale)
    if code in _GRAMMARS:
        return str(alpha2digit(plain, code, 0))
    return spoken_numbers(code).rewrite(plain)


def resolve_numbers(text: str, locale: str) -> tuple[Decimal, ...]:
    """Every number in the text, spoken or written, in order."""
    found = (_decimal(found.group(), locale) for found in _NUMBER.finditer(digits(text, locale)))
    return tuple(number for number in found if number is not None)


def resolve_number(text: str, locale: str) -> Decimal | None:
    """The number that the text names, or None where there is none or more than one."""
    found = resolve_numbers(text, locale)
    return found[0] if len(found) == 1 else None


def _decimal(text: str, locale: str) -> Decimal | None:
    """The number; None where its signs make no sense, as in *9.9.9*."""
    text = text.replace("−", "-")
    decimal, group = (",", ".") if language(locale) in _COMMA_DECIMALS else (".", ",")
    if decimal not in text and re.fullmatch(rf"-?\d+{re.escape(group)}(\d|\d\d|\d{{4,}})", text):
        decimal, group = group, decimal
    whole, *fractions = text.replace(group, "").rstrip(decimal).split(decimal)
    return Decimal(".".join((whole, *fractions))) if len(fractions) < 2 else None
