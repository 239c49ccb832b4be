"""How long something takes, in percentiles."""

import time
from collections.abc import Callable
from typing import TypeVar

import numpy as np
from pydantic import BaseModel, ConfigDict

_Made = TypeVar("_Made")


class Spread(BaseModel):
    """Milliseconds over all rounds.

    Attributes:
        p50: Median.
        p90: A tenth took longer.
        p99: A hundredth took longer.
        rounds: How many were timed.
    """

    model_config = ConfigDict(frozen=True)

    p50: float
    p90: float
    p99: float
    rounds: int


def timed(work: Callable[[], _Made]) -> tuple[float, _Made]:
    """Seconds by the wall, and what ``work`` gave."""
    start = time.perf_counter()
    made = work()
    return time.perf_counter() - start, made


def spread(seconds: list[float]) -> Spread:
    """The percentiles of some durations."""
    p50, p90, p99 = (round(float(value) * 1000, 3) for value in np.percentile(seconds, (50, 90, 99)))
    return Spread(p50=p50, p90=p90, p99=p99, rounds=len(seconds))
