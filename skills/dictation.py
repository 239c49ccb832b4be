"""Words that the user dictates, in a sentence that says what to do with them: *post that …*, *… saying …*."""

import re

from nlu import Interpretation
from nlu.values.language import language

_SAYING = {
    "en": r"(?:saying|that says|(?:and|to) (?:say|tell \w+)|telling \w+|write|reading)(?: that)?",
    "de": r"(?:und (?:sag|schreib)\w*(?: \w+)?|mit dem (?:text|inhalt)),?(?: dass)?",
    "es": r"(?:diciendo|que diga|y (?:di|dile))(?: que)?",
    "fr": r"(?:disant|qui dit|et dis(?:-lui)?|pour dire)(?: que)?",
    "it": r"(?:dicendo|che dice|e digli|e dille)(?: che)?",
    "pt": r"(?:dizendo|a dizer|que diga|e diz)(?: que)?",
    "nl": r"(?:met de tekst|en zeg(?:gen)?|waarin staat|om te zeggen)(?: dat)?",
}
_POSTING = {
    "en": r"(?:post|tweet|toot|share)(?: that|:)",
    "de": r"(?:poste|tweete|teile)(?:,? dass|:)",
    "es": r"(?:publica|tuitea|comparte)(?: que|:)",
    "fr": r"(?:publie|poste|tweete)(?: que|:)",
    "it": r"(?:pubblica|posta|twitta)(?: che|:)",
    "pt": r"(?:publica|posta|partilha)(?: que|:)",
    "nl": r"(?:post|tweet|deel)(?: dat|:)",
}
SLOT = "message"
"""What is asked for where nothing was dictated."""


def dictated(said: Interpretation, *, posting: bool = False) -> str:
    """The words that are to be sent; empty where there are none yet.

    Args:
        said: The request; what was answered to the question for :data:`SLOT` counts first.
        posting: Whether *post that …* leads in too.
    """
    slot = said.slot(SLOT)
    if slot:
        return slot.text
    code = language(said.locale)
    lead_ins = "|".join(words for table in (_SAYING, _POSTING)[: 1 + posting] if (words := table.get(code)))
    found = re.search(rf"(?im)\b(?:{lead_ins}) +(\S.*)$", said.utterance) if lead_ins else None
    return found.group(1) if found else ""
