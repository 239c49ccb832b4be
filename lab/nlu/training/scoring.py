"""The scores of MASSIVE: intent accuracy, slot F1 over merged spans, exact match."""

from collections.abc import Iterable
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

from nlu.annotation import Annotated, Span
from nlu.units import units


class Scores(BaseModel):
    """Percentages over a set of utterances."""

    model_config = ConfigDict(frozen=True)

    utterances: int
    intent: float
    slot_f1: float
    exact_match: float


@dataclass(frozen=True, slots=True)
class Labelled:
    """An intent with slots, gold or predicted."""

    intent: str
    annotated: Annotated


def merged(annotated: Annotated) -> frozenset[Span]:
    """Slots over whole units, neighbouring units of one slot being one span, as the paper scores them."""
    spans: list[Span] = []
    touching = False
    for unit in units(annotated.text):
        slot = next((s.slot for s in annotated.spans if s.start <= unit.start < s.end), None)
        if slot is None:
            touching = False
        elif touching and spans[-1].slot == slot:
            spans[-1] = Span(slot, spans[-1].start, unit.end)
        else:
            spans.append(Span(slot, unit.start, unit.end))
            touching = True
    return frozenset(spans)


def score(pairs: Iterable[tuple[Labelled, Labelled]]) -> Scores:
    """Score (gold, predicted) pairs; F1 is over all spans of the set."""
    total = intents = exact = hits = gold_spans = found_spans = 0
    for gold, found in pairs:
        wanted, got = merged(gold.annotated), merged(found.annotated)
        total += 1
        intents += gold.intent == found.intent
        exact += gold.intent == found.intent and wanted == got
        hits += len(wanted & got)
        gold_spans += len(wanted)
        found_spans += len(got)
    f1 = 2 * hits / (gold_spans + found_spans) if gold_spans + found_spans else 1.0
    share = 100 / max(total, 1)
    return Scores(utterances=total, intent=intents * share, slot_f1=100 * f1, exact_match=exact * share)
