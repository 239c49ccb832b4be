"""From rewrites to training data: what was misheard or misunderstood, labelled with what its users turned out to mean.

The labels are weak: nobody annotated them, many users agreed on them. Only rewrites that enough devices stand behind
give one, so that no single person's words end up in a model (the minimum-user rule).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from pydantic import BaseModel, ConfigDict

from dialog.journal import Journal
from dialog.learning.memory import Learned, Memory
from dialog.learning.phonetics import alike
from dialog.learning.rewriter import understood
from dialog.learning.turn import key
from lab.nlu.training.massive import Example
from nlu import Interpretation, Slot
from nlu.annotation import Annotated, Span
from nlu.student import Student
from nlu.units import Unit, units

LEAST_DEVICES = 3
_ALIKE = 0.6


class JournalReport(BaseModel):
    """What training with the journal changed.

    Attributes:
        rewrites: Live ones.
        too_few: Of those, how many had too few devices behind them.
        unlabelled: How many could not be labelled: their target is not understood for sure, or its slots are not to
            be found in what was heard.
        examples: Used for training.
        understood_before: Of the examples, how many the shipped model reads as meant.
        understood_after: How many the new model does; it was trained on them.
    """

    model_config = ConfigDict(frozen=True)

    rewrites: int
    too_few: int
    unlabelled: int
    examples: int
    understood_before: int = 0
    understood_after: int = 0


def weak_labels(
    memory: Memory, journal: Journal, student: Student, least_devices: int = LEAST_DEVICES
) -> tuple[list[Example], JournalReport]:
    """Training examples from all live rewrites.

    Args:
        memory: What was learned.
        journal: Has the spelling of what was heard.
        student: Reads the targets.
        least_devices: That must stand behind a rewrite.

    Returns:
        The examples, and what became of the rewrites.
    """
    live = [learned for learned in memory.all() if learned.state == "live" and not learned.circle.device]
    enough = [learned for learned in live if learned.evidence.rewrite.devices >= least_devices]
    spelled = _spellings(journal)
    found = [_example(learned, spelled, student, place) for place, learned in enumerate(enough)]
    examples = [example for example in found if example is not None]
    report = JournalReport(
        rewrites=len(live),
        too_few=len(live) - len(enough),
        unlabelled=len(enough) - len(examples),
        examples=len(examples),
        understood_before=understood_of(student, examples),
    )
    return examples, report


def understood_of(student: Student, examples: Iterable[Example]) -> int:
    """How many examples a student reads as they are labelled."""
    return sum(_as_labelled(student.understand(one.annotated.text, one.locale), one) for one in examples)


def _as_labelled(read: Interpretation, example: Example) -> bool:
    spans = {Span(slot.name, slot.start, slot.end) for slot in read.slots}
    return read.in_scope and read.intent == example.intent and spans == set(example.annotated.spans)


def _spellings(journal: Journal) -> dict[str, tuple[str, str]]:
    """For each looked-up form the way it is mostly written, and its locale."""
    counts: defaultdict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for entry in journal.entries():
        if entry.locale:
            counts[key(entry.text)][entry.text, entry.locale] += 1
    return {form: count.most_common(1)[0][0] for form, count in counts.items()}


def _example(learned: Learned, spelled: dict[str, tuple[str, str]], student: Student, place: int) -> Example | None:
    rewrite = learned.evidence.rewrite
    if rewrite.source not in spelled:
        return None
    text, locale = spelled[rewrite.source]
    meant = student.understand(rewrite.target, locale)
    if not understood(meant):
        return None
    spans = [_found(slot, rewrite.target, units(text)) for slot in meant.slots]
    placed = sorted((span for span in spans if span is not None), key=lambda span: span.start)
    apart = all(one.end <= other.start for one, other in zip(placed, placed[1:], strict=False))
    if len(placed) < len(meant.slots) or not apart:
        return None
    return Example(f"journal{place}", locale, meant.intent, Annotated(text, tuple(placed)))


def _found(slot: Slot, target: str, words: list[Unit]) -> Span | None:
    """The stretch of what was heard that sounds like a slot's value, where the rest sounds like the rest."""
    size = len(units(slot.text))
    around = f"{target[: slot.start]} {target[slot.end :]}"
    best, most = None, 0.0
    for length in range(max(1, size - 1), size + 2):
        for start in range(len(words) - length + 1):
            stretch, rest = words[start : start + length], words[:start] + words[start + length :]
            likeness = alike(_joined(stretch), slot.text)
            score = likeness + alike(_joined(rest), around)
            if likeness >= _ALIKE and score > most:
                best, most = Span(slot.name, stretch[0].start, stretch[-1].end), score
    return best


def _joined(words: list[Unit]) -> str:
    return " ".join(word.text for word in words)
