"""Networks that keep some of what they are given, so that runtimes are compared on what really comes."""

import random
from collections.abc import Mapping

from runtime.graph import Array
from runtime.session import Session

Samples = dict[str, list[dict[str, Array]]]
"""For each network's name, inputs that it got."""


class RecordingSession:
    """A session that keeps a random sample of its inputs (Vitter's algorithm R), the same each time.

    Args:
        session: What runs.
        samples: Where inputs are kept, for each network.
        most: So many for a network.
    """

    def __init__(self, session: Session, samples: Samples, most: int) -> None:
        self.spec = session.spec
        self.choice = session.choice
        self._session = session
        self._kept = samples.setdefault(session.spec.name, [])
        self._most = most
        self._runs = 0
        self._chance = random.Random(session.spec.name)

    def run(self, feeds: Mapping[str, Array]) -> dict[str, Array]:
        """See ``Session.run``."""
        self._runs += 1
        place = len(self._kept) if len(self._kept) < self._most else self._chance.randrange(self._runs)
        if place < self._most:
            self._kept[place : place + 1] = [{name: array.copy() for name, array in feeds.items()}]
        return self._session.run(feeds)
