"""English phonemes come from hibari, whose tables are ours only in form."""

import gzip
import json
from pathlib import Path

import pytest
from hibari.g2p import ASSETS, G2P

from tts.phonemes import EnglishPhonemes, Table
from tts.voices import addon_folder

INVENTORY = addon_folder("heart") / "phonemes.json"
SENTENCES = [
    "I read the record that they record, and I will read another.",
    "Dr. Smith's e-mail says it's 72 degrees at 5:30 PM; don't worry!",
    "The lead singer used to live near the Loire, in Chateauroux.",
    "NASA and the BBC close the close-up of a minute minute hand.",
    "Xylograph gnocchi, quinoa and a floccinaucinihilipilification.",
]


@pytest.mark.parametrize("sentence", SENTENCES)
def test_a_sentence_has_the_phonemes_that_hibari_gives_it(sentence: str) -> None:
    inventory = json.loads(INVENTORY.read_text(encoding="utf-8"))
    theirs = [inventory[phoneme] for phoneme in G2P()(sentence) if phoneme in inventory]
    assert EnglishPhonemes(INVENTORY).ids(sentence)[0, 1:-1].tolist() == theirs


@pytest.mark.parametrize(("table", "published"), [("gold", "lexicon_us_gold"), ("silver", "lexicon_us_silver")])
def test_every_word_of_a_lexicon_is_in_its_table(table: str, published: str) -> None:
    words = json.loads(gzip.decompress(Path(ASSETS, f"{published}.json.gz").read_bytes()))
    ours = Table(table)
    assert all(ours.get(word) == spoken for word, spoken in words.items())
