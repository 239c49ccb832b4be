import asyncio

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from wyoming.event import Event

from assistant.errors import AssistantError
from assistant.protocol.sound import from_wire, to_wire
from assistant.protocol.wire import Limits, read_event
from runtime import Audio

SMALL = Limits(header=512, data=512, payload=512, idle=5.0)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)


def read_all(raw: bytes) -> list[Event | str]:
    """Every event of these bytes; an error ends it with its code."""

    async def read() -> list[Event | str]:
        reader = asyncio.StreamReader(limit=SMALL.header)
        reader.feed_data(raw)
        reader.feed_eof()
        found: list[Event | str] = []
        try:
            while event := await read_event(reader, SMALL):
                found.append(event)
        except AssistantError as error:
            found.append(error.code)
        return found

    return asyncio.run(read())


@settings(max_examples=300, deadline=None)
@given(st.lists(st.binary(max_size=200) | JSON.map(lambda value: repr(value).encode()) | st.just(b"\n"), max_size=8))
def test_no_bytes_make_anything_but_events_and_named_errors(parts: list[bytes]) -> None:
    assert all(isinstance(item, Event) or item.startswith("wire.") for item in read_all(b"".join(parts)))


@settings(max_examples=200, deadline=None)
@given(JSON, st.integers(-5, 600), st.integers(-5, 600), st.binary(max_size=600))
def test_no_header_makes_anything_but_events_and_named_errors(data, data_length, payload_length, rest: bytes) -> None:
    import json

    header = {"type": "ping", "data": data, "data_length": data_length, "payload_length": payload_length}
    raw = json.dumps(header).encode() + b"\n" + rest
    assert all(isinstance(item, Event) or item.startswith("wire.") for item in read_all(raw))


@given(st.lists(st.floats(-1, 1, width=32), max_size=64), st.sampled_from([8_000, 16_000, 44_100]))
def test_sound_survives_the_wire(samples: list[float], rate: int) -> None:
    audio = Audio(np.array(samples, np.float32), rate)
    back = from_wire({"rate": rate, "width": 2, "channels": 1}, to_wire(audio))
    assert back.rate == rate
    assert np.abs(back.samples - audio.samples).max(initial=0.0) < 1e-4


@given(st.binary(max_size=64), st.integers(-2, 9), st.integers(-2, 9), st.integers(-1, 300_000))
def test_sound_of_any_form_is_sound_or_a_named_error(raw: bytes, width: int, channels: int, rate: int) -> None:
    try:
        audio = from_wire({"rate": rate, "width": width, "channels": channels}, raw)
    except AssistantError as error:
        assert error.code == "wire.malformed"
    else:
        assert np.isfinite(audio.samples).all()
