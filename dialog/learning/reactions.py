"""What people say about the last reply: thanks, undo, "that's not what I said". Explicit feedback needs no model."""

import re
from functools import cache
from typing import Literal

from dialog.acts import answer_words, read_act
from locales import Words, section_or_english
from nlu.values.language import LETTER, is_spaced, language, whole_words

Word = Literal["thanks", "negative", "undo", "cancel", "no", "repeat"]
Reaction = Literal[
    "thanks", "negative", "undo", "cancel", "no", "repeat", "correction", "barge_in", "rephrase", "abandoned", "none"
]
_LONGEST = 60


class ReactionWords(Words):
    """How people take the last reply: regular expressions over lower-case text without punctuation.

    Attributes:
        negative: That it was wrong; may stand anywhere in a short utterance.
        thanks: That it was right; all of the utterance, polite words aside.
    """

    negative: tuple[str, ...]
    thanks: tuple[str, ...]


def read_reaction(text: str, locale: str) -> Word | None:
    """What a whole utterance says about the reply before it; None where it says nothing of the kind."""
    answer = read_act(text, locale)
    if answer == "undo" or answer == "repeat":
        return answer
    plain = re.sub(rf"(?!{LETTER}|[\s'\-]).", " ", text.lower().replace("’", "'")).strip()
    thanks, negative = _patterns(locale)
    if len(plain) > _LONGEST:
        return None
    if thanks.fullmatch(plain):
        return "thanks"
    if negative.search(plain):
        return "negative"
    return answer if answer == "cancel" or answer == "no" else None


@cache
def _patterns(locale: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    own = section_or_english(language(locale), "reactions", ReactionWords)
    polite = "|".join(answer_words(locale).polite)
    end = f"(?!{LETTER})" if is_spaced(locale) else ""
    phrases = "|".join(own.thanks)
    thanks = re.compile(rf"(?:(?:{polite}){end}\s*)*(?:{phrases}){end}\s*(?:(?:{polite}|{phrases}){end}\s*)*")
    return thanks, re.compile(whole_words("|".join(own.negative), locale))
