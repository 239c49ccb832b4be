"""Turns of this machine's journal as training data: those that were answered, and that nobody took back."""

from collections.abc import Sequence
from itertools import pairwise

from dialog.decision import Cause
from dialog.journal_entry import JournalEntry
from lab.nlu.training.utterances import Utterance

MOST_DEFECT = 0.3


def journalled(entries: Sequence[JournalEntry]) -> list[Utterance]:
    """What was said in turns that went well, with the intent that was acted on.

    A turn that answers a question means little by itself. The last turn is left out: nobody could take it back yet.

    Args:
        entries: Oldest first.
    """
    return [
        Utterance(f"journal-{entry.turn}", entry.text, entry.locale, entry.acted_on.intent, "journal")
        for entry, following in pairwise(entries)
        if entry.acted_on is not None and _went_well(entry) and following.answer.decision.cause is not Cause.UNDO
    ]


def _went_well(entry: JournalEntry) -> bool:
    answer = entry.answer
    answered = answer.decision.kind == "act" and answer.skill != "" and answer.done and not entry.answering
    return answered and not entry.rewriting.used and (entry.defect is None or entry.defect < MOST_DEFECT)
