"""Utterances that teach what the assistant is for: what is said to other assistants, in conversation, and by nobody."""

import random
from collections.abc import Sequence
from pathlib import Path

from lab.nlu.training.massive import Example
from lab.nlu.training.utterances import Utterance, elsewhere, sentences
from nlu.annotation import Annotated

_REPEATED = {"clinc.train.oos": 32, "clinc.train.served": 6}
"""Few sentences that fit no intent at all exist, and few of other assistants that this one serves: these come again."""


def scope_examples(
    labelled: Sequence[Example], text: Path | None, most_labelled: int, most_sentences: int, seed: int
) -> list[Example]:
    """Examples for the last stage of a training, which learns what is in scope.

    Args:
        labelled: In scope, all of them.
        text: Folder of CLINC150 and Tatoeba; without it only scrambled text is out of scope.
        most_labelled: Of the labelled ones, so that the stage stays short.
        most_sentences: Sentences of conversation for each locale; a third as many are scrambled.
        seed: Draws them.
    """
    chance = random.Random(seed)
    locales = sorted({example.locale for example in labelled})
    chosen = chance.sample(labelled, min(most_labelled, len(labelled)))
    nonsense = chance.sample(chosen, min(len(chosen), len(locales) * most_sentences // 3))
    found = [*chosen, *(scrambled(example, chance) for example in nonsense)]
    if text is not None:
        for said in (*elsewhere(text, "train"), *sentences(text, locales, most_sentences, chance)):
            found += [unlabelled(said)] * _REPEATED.get(said.source, 1)
    return found


def unlabelled(said: Utterance) -> Example:
    """An utterance of which no more is known than whether it is in scope."""
    return Example(said.id, said.locale, "", Annotated(said.text, ()), inside=bool(said.intent))


def scrambled(example: Example, chance: random.Random) -> Example:
    """The letters of each word in any order: what a cat types, or a recogniser makes of noise."""
    words = (chance.sample(word, len(word)) for word in example.annotated.text.split())
    text = " ".join("".join(letters) for letters in words)
    return Example(example.id, example.locale, "", Annotated(text, ()), inside=False)
