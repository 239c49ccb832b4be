"""Traces arrive at a real OTLP receiver on the loopback."""

import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from aiohttp import web

from assistant.app import Rooms
from assistant.config import TelemetrySettings
from assistant.daemon.traces import Traces
from assistant.errors import AssistantError

from .test_service import handled, running, until_ready
from .test_service import settings as settings

trace_service = pytest.importorskip("opentelemetry.proto.collector.trace.v1.trace_service_pb2")


@asynccontextmanager
async def receiver() -> AsyncIterator[tuple[str, list]]:
    """Its address, and the spans that came."""
    spans: list = []

    async def take(request: web.Request) -> web.Response:
        message = trace_service.ExportTraceServiceRequest.FromString(await request.read())
        spans.extend(span for part in message.resource_spans for scope in part.scope_spans for span in scope.spans)
        answer = trace_service.ExportTraceServiceResponse().SerializeToString()
        return web.Response(body=answer, content_type="application/x-protobuf")

    application = web.Application()
    application.add_routes([web.post("/v1/traces", take)])
    runner = web.AppRunner(application)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        yield f"http://127.0.0.1:{runner.addresses[0][1]}/v1/traces", spans
    finally:
        await runner.cleanup()


async def test_a_turn_arrives_as_a_trace_without_words(settings: Path, loaded: Rooms) -> None:
    async with receiver() as (endpoint, spans):
        text = settings.read_text(encoding="utf-8")
        settings.write_text(f'{text}\n[telemetry]\nendpoint = "{endpoint}"\n', encoding="utf-8")
        async with running(settings, loaded) as daemon:
            await until_ready(daemon)
            assert await handled(daemon) == "handled"
    by_name = {span.name: span for span in spans}
    turn = by_name["turn"]
    assert {"nlu", "dialog"} <= by_name.keys()
    for name in ("nlu", "dialog"):
        stage = by_name[name]
        assert (stage.trace_id, stage.parent_span_id) == (turn.trace_id, turn.span_id)
        assert turn.start_time_unix_nano <= stage.start_time_unix_nano <= stage.end_time_unix_nano
        assert stage.end_time_unix_nano <= turn.end_time_unix_nano
    facts = {fact.key: fact.value.string_value for fact in turn.attributes}
    assert (facts["skill"], facts["decision"]) == ("clock", "act")
    assert not any("what time" in value for value in facts.values())


def test_nothing_is_traced_unless_an_endpoint_is_set() -> None:
    assert Traces.wanted(TelemetrySettings()) is None


def test_without_the_extra_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "opentelemetry.sdk.trace.export", None)
    with pytest.raises(AssistantError, match=r"pip install 'voice-assistant-reference\[telemetry\]'"):
        Traces.wanted(TelemetrySettings(endpoint="http://127.0.0.1:4318/v1/traces"))
