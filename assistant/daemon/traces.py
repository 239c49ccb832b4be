"""Traces of turns for a collector, over OTLP and HTTP; nothing is sent unless the settings name an endpoint."""

import importlib
import time
from typing import Any

from assistant.config import TelemetrySettings
from assistant.errors import AssistantError
from assistant.events import Decided, Event, Failed, Interpreted, TurnFinished
from assistant.latency import moments

_SECONDS = 5.0  # for one delivery


class Traces:
    """Follows the events; every finished turn becomes a trace with a span for each stage. No words are in it."""

    def __init__(self, endpoint: str) -> None:
        """Set up.

        Args:
            endpoint: Such as ``http://127.0.0.1:4318/v1/traces``.

        Raises:
            AssistantError: ``telemetry.missing``.
        """
        sdk, export = _package("sdk.trace.export"), _package("exporter.otlp.proto.http.trace_exporter")
        resource = _package("sdk.resources").Resource({"service.name": "voice-assistant"})
        self._provider: Any = _package("sdk.trace").TracerProvider(resource=resource, shutdown_on_exit=False)
        exporter = export.OTLPSpanExporter(endpoint=endpoint, timeout=_SECONDS)
        self._provider.add_span_processor(sdk.BatchSpanProcessor(exporter))
        self._tracer: Any = self._provider.get_tracer("assistant")
        self._inside: Any = _package("trace").set_span_in_context
        self._turns: dict[int, list[Event]] = {}

    @classmethod
    def wanted(cls, settings: TelemetrySettings) -> "Traces | None":
        """Those that the settings ask for.

        Raises:
            AssistantError: ``telemetry.missing``.
        """
        return cls(settings.endpoint) if settings.endpoint else None

    def observe(self, event: Event) -> None:
        """Take note of an event."""
        if event.turn:
            self._turns.setdefault(event.turn, []).append(event)
        if isinstance(event, TurnFinished):
            self._trace(self._turns.pop(event.turn))

    def close(self) -> None:
        """Deliver what waits, for a few seconds at most."""
        self._provider.force_flush(round(1000 * _SECONDS))
        self._provider.shutdown()

    def _trace(self, events: list[Event]) -> None:
        wall = time.time() - time.monotonic()
        turn = self._tracer.start_span("turn", start_time=_nanoseconds(wall + events[0].at), attributes=_facts(events))
        for stage, (start, end) in moments(events).items():
            span = self._tracer.start_span(stage, context=self._inside(turn), start_time=_nanoseconds(wall + start))
            span.end(_nanoseconds(wall + end))
        turn.end(_nanoseconds(wall + events[-1].at))


def _facts(events: list[Event]) -> dict[str, str | int | float]:
    """What may leave the machine about a turn."""
    facts: dict[str, str | int | float] = {"turn": events[0].turn}
    for event in events:
        match event:
            case Interpreted(interpretation=meaning):
                facts |= {"intent": meaning.intent, "confidence": meaning.confidence, "locale": meaning.locale}
            case Decided(decision=decision, skill=skill):
                facts |= {"decision": decision.kind, "cause": decision.cause.value, "skill": skill}
            case Failed(code=code):
                facts["error"] = code
    return facts


def _nanoseconds(seconds: float) -> int:
    return round(seconds * 1e9)


def _package(name: str) -> Any:
    try:
        return importlib.import_module(f"opentelemetry.{name}")
    except ImportError as error:
        raise AssistantError(
            "telemetry.missing",
            "[telemetry] endpoint is set, but OpenTelemetry is not installed.",
            "Run: pip install 'voice-assistant-reference[telemetry]'",
        ) from error
