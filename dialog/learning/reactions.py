"""What people say about the last reply: thanks, undo, "that's not what I said". Explicit feedback needs no model."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Literal

from dialog.answers import read_answer
from nlu.values.language import LETTER, is_spaced, language, whole_words

Word = Literal["thanks", "negative", "undo", "cancel", "no", "repeat"]
Reaction = Literal[
    "thanks", "negative", "undo", "cancel", "no", "repeat", "correction", "barge_in", "rephrase", "abandoned", "none"
]
_LONGEST = 60


def read_reaction(text: str, locale: str) -> Word | None:
    """What a whole utterance says about the reply before it; None where it says nothing of the kind."""
    answer = read_answer(text, locale)
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
    code = language(locale)
    words, answers = _table("learning", "reactions.toml"), _table("", "answers.toml")
    own = words.get(code) or words["en"]
    polite = "|".join((answers.get(code) or answers["en"])["polite"])
    end = f"(?!{LETTER})" if is_spaced(locale) else ""
    phrases = "|".join(own["thanks"])
    thanks = re.compile(rf"(?:(?:{polite}){end}\s*)*(?:{phrases}){end}\s*(?:(?:{polite}|{phrases}){end}\s*)*")
    return thanks, re.compile(whole_words("|".join(own["negative"]), locale))


@cache
def _table(folder: str, name: str) -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    return tomllib.loads(files("dialog").joinpath(folder, name).read_text(encoding="utf-8"))
