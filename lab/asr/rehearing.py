"""The confidence from which the quick recogniser is believed: what it costs and gives, and how it is chosen."""

from collections.abc import Sequence

import numpy as np

from asr.two_pass import CONFIDENT
from lab.asr.accuracy import Hearing
from lab.asr.record import Rehearing, RehearingCurve

_THRESHOLDS = (0.0, 0.3, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65, 0.7, 0.8, 0.9, 1.01)

Pair = tuple[Hearing, Hearing]


def rehearing_curve(quick: Sequence[Hearing], strong: Sequence[Hearing]) -> RehearingCurve:
    """What two passes would have given at each threshold.

    The threshold is also chosen on every other clip and scored on the rest, and the other way round.

    Args:
        quick: The first recogniser's hearing of each clip.
        strong: The second one's, in the same order.
    """
    pairs = list(zip(quick, strong, strict=True))
    halves = pairs[::2], pairs[1::2]
    chosen = [_chosen(half) for half in halves]
    scored = [_at(half, threshold) for half, threshold in zip(halves, reversed(chosen), strict=True)]
    return RehearingCurve(
        points=tuple(_summary(_at(pairs, threshold), threshold) for threshold in _THRESHOLDS),
        used=CONFIDENT,
        chosen=(chosen[0], chosen[1]),
        held_out=_summary([*scored[0], *scored[1]], float(np.mean(chosen))),
    )


Outcome = tuple[Hearing, float, bool]


def _at(pairs: Sequence[Pair], threshold: float) -> list[Outcome]:
    """For each clip: whose hearing counts, the processor time of all that was done, whether it was heard again."""
    return [
        (quick, quick.cpu_seconds, False)
        if quick.weakest >= threshold
        else (strong, quick.cpu_seconds + strong.cpu_seconds, True)
        for quick, strong in pairs
    ]


def _chosen(pairs: Sequence[Pair]) -> float:
    """The cheapest threshold that makes no more mistakes than hearing everything twice."""
    points = [_summary(_at(pairs, threshold), threshold) for threshold in _THRESHOLDS]
    best = points[-1]
    return next(point for point in points if point.wer <= best.wer and point.slots_right >= best.slots_right).threshold


def _summary(outcomes: Sequence[Outcome], threshold: float) -> Rehearing:
    heard = [outcome[0] for outcome in outcomes]
    return Rehearing(
        threshold=threshold,
        reheard=float(np.mean([again for _, _, again in outcomes])),
        wer=sum(one.errors for one in heard) / max(1, sum(one.words for one in heard)),
        slots_right=sum(one.slots_right is True for one in heard),
        cpu_seconds=round(sum(seconds for _, seconds, _ in outcomes), 3),
    )
