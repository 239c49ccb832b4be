"""Counts and times for Prometheus."""

from collections.abc import Mapping

import psutil
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from assistant.events import Event, Failed, Interrupted, Rang, TurnFinished

_BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 2.0, 5.0)
_MOST_CODES = 100


class Metrics:
    """Follows the events and counts."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._codes: set[str] = set()
        own = self.registry
        self._turns = Counter("assistant_turns", "Turns that ended", registry=own)
        self._rings = Counter("assistant_announcements", "Alarms, timers and reminders announced", registry=own)
        self._interruptions = Counter("assistant_interruptions", "Replies cut off", registry=own)
        self._failures = Counter("assistant_failures", "Stages that failed", ["stage", "code"], registry=own)
        self._stages = Histogram(
            "assistant_stage_seconds", "Time of a stage", ["stage"], buckets=_BUCKETS, registry=own
        )
        self._memory = Gauge("assistant_resident_bytes", "Resident memory", registry=own)
        self._clients = Gauge("assistant_wyoming_clients", "Connected Wyoming clients", registry=own)
        self._waiting = Gauge("assistant_wyoming_waiting", "Wyoming requests waiting or at work", registry=own)
        self._refused = Gauge("assistant_wyoming_refused", "Connections refused or cut off", ["why"], registry=own)
        self._memory.set_function(lambda: psutil.Process().memory_info().rss)

    def observe(self, event: Event) -> None:
        """Count an event."""
        match event:
            case TurnFinished(milliseconds=milliseconds):
                self._turns.inc()
                for stage, span in milliseconds.items():
                    self._stages.labels(stage).observe(span / 1000)
            case Failed(stage=stage, code=code):
                self._failures.labels(stage, self._known(code)).inc()
            case Rang():
                self._rings.inc()
            case Interrupted():
                self._interruptions.inc()

    def count_clients(self, clients: int, waiting: int, refused: Mapping[str, int]) -> None:
        """Say how busy the Wyoming server is, and how many it has refused for which of its own reasons."""
        self._clients.set(clients)
        self._waiting.set(waiting)
        for why, count in refused.items():
            self._refused.labels(why).set(count)

    def _known(self, code: str) -> str:
        """The code while there are few: a skill may make its own, and each would stay for ever."""
        if len(self._codes) < _MOST_CODES:
            self._codes.add(code)
        return code if code in self._codes else "other"

    def text(self) -> bytes:
        """Everything in Prometheus' text format."""
        return generate_latest(self.registry)
