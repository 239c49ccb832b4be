"""Words that the user dictates, in a sentence that says what to do with them: *post that …*, *… saying …*."""

import re

from locales import Words, section
from nlu import Interpretation
from nlu.values.language import language

SLOT = "message"
"""What is asked for where nothing was dictated."""


class DictationWords(Words):
    """What leads in to the words that are dictated.

    Attributes:
        saying: *… saying*.
        posting: *Post that*.
    """

    saying: tuple[str, ...] = ()
    posting: tuple[str, ...] = ()


def dictated(said: Interpretation, *, posting: bool = False) -> str:
    """The words that are to be sent; empty where there are none yet.

    Args:
        said: The request; what was answered to the question for :data:`SLOT` counts first.
        posting: Whether *post that …* leads in too.
    """
    slot = said.slot(SLOT)
    if slot:
        return slot.text
    words = section(language(said.locale), "dictation", DictationWords) or DictationWords()
    lead_ins = "|".join((*words.saying, *words.posting) if posting else words.saying)
    found = re.search(rf"(?im)\b(?:{lead_ins}) +(\S.*)$", said.utterance) if lead_ins else None
    return found.group(1) if found else ""
