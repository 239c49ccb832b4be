"""People and e-mail addresses as they are spoken."""

import re

from nlu import Interpretation

_SIGNS = {
    "@": r"at|ät|arroba|arobase|chiocciola|apenstaartje|एट|アット|آت",
    ".": r"dot|punkt|punto|point|ponto|punt|nokta|डॉट|ドット|点|點|دوت|نقطة",
    "_": r"underscore|unterstrich|guion bajo|tiret bas|trattino basso",
    "-": r"dash|minus|hyphen|bindestrich|guion|tiret|trattino|hífen|streepje",
}
_ADDRESS = re.compile(r"[^@\s,;<>\"()]+@[^@\s,;<>\"()]+\.[^@\s,;<>\"().]+")


def person(said: Interpretation) -> str:
    """Who is named, in lower case; empty for nobody."""
    slot = said.slot("person") or said.slot("relation")
    return slot.text.lower().removesuffix("'s") if slot else ""


def address(said: Interpretation) -> str:
    """The address that is spelt out, as it is written: *anna at mail dot com*; empty where there is none."""
    slot = said.slot("email_address")
    return spelt(slot.text) if slot else ""


def spelt(spoken: str) -> str:
    """A spoken address as it is written."""
    text = spoken
    for sign, words in _SIGNS.items():
        text = re.sub(rf"(?i)\s+(?:{words})\s+", sign, text)
    return text.replace(" ", "")


def address_in(text: str) -> str:
    """The address within some words; empty where there is none."""
    found = _ADDRESS.search(text)
    return found.group() if found else ""


def is_address(text: str) -> bool:
    """Whether a letter can be sent there, going by its form."""
    return _ADDRESS.fullmatch(text) is not None
