"""The sets that arbitration is scored on: turns that nothing was trained or fitted on."""

import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from dialog.ranking.grams import plain
from lab.dialog.ranking.stage import answered
from lab.dialog.ranking.turns import SimulatedTurn, World
from lab.nlu.training.utterances import Utterance, commands, elsewhere
from nlu.student import Student

SMALL_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Sets:
    """Turns to score on.

    Attributes:
        everyday: Of MASSIVE's dev partition.
        ambiguous: Those of them about whose words the student is in two minds.
        served: CLINC's val partition: what the assistant serves too.
        outside: CLINC's val partition: what fits no intent of any assistant.
    """

    everyday: Sequence[SimulatedTurn]
    ambiguous: Sequence[SimulatedTurn]
    served: Sequence[SimulatedTurn]
    outside: Sequence[SimulatedTurn]


def make_sets(world: World, student: Student, massive: Path, text: Path, most: int, seed: int) -> Sets:
    """Play the turns; the seed fixes contexts, recognisers' lists and which skills are there.

    Args:
        world: To play in.
        student: Whose doubts make an utterance ambiguous.
        massive: Folder of MASSIVE.
        text: Folder of CLINC150.
        most: Everyday turns, at most.
        seed: Fixes everything random.
    """
    locales = answered(student.card.locales)
    said = unseen(commands(massive, locales, "dev"), commands(massive, locales, "train"))
    other = elsewhere(text, "val")
    chance = random.Random(seed)

    def played(utterances: Sequence[Utterance]) -> list[SimulatedTurn]:
        return [world.turn(utterance, chance) for utterance in utterances]

    everyday = played(chance.sample(said, min(most, len(said))))
    return Sets(
        everyday,
        [turn for turn in everyday if is_ambiguous(student, turn)],
        played([utterance for utterance in other if utterance.intent]),
        played([utterance for utterance in other if utterance.source.endswith(".oos")]),
    )


def unseen(utterances: Sequence[Utterance], trained: Sequence[Utterance]) -> list[Utterance]:
    """Those whose words, whatever their case and punctuation, are no training utterance's of any locale."""
    known = {plain(utterance.text) for utterance in trained}
    return [utterance for utterance in utterances if plain(utterance.text) not in known]


def is_ambiguous(student: Student, turn: SimulatedTurn) -> bool:
    """Whether the two likeliest readings of what was said are less than half a probability apart."""
    first, second, *_ = student.understand(turn.utterance.text, turn.utterance.locale).readings
    return first.confidence - second.confidence < SMALL_MARGIN
