"""Two satellites and the terminal at once, with real rooms: nobody's word is taken for another's."""

import asyncio

from wyoming.client import AsyncTcpClient
from wyoming.event import Event

from assistant.app import Rooms
from assistant.loop import Conversation
from assistant.stream import EventStream
from dialog.utterance import Origin


async def say(client: AsyncTcpClient, text: str, **context: str) -> str:
    await client.write_event(Event("transcript", {"text": text, "context": context or None}))
    while True:
        event = await client.read_event()
        assert event is not None
        if event.type in ("handled", "not-handled"):
            return str(event.data["text"])


async def test_the_yes_of_another_client_or_of_the_terminal_confirms_nothing(connect, rooms: Rooms) -> None:
    terminal = Conversation(rooms, None, EventStream(), origin=Origin(session="terminal"))
    async with connect() as owner, AsyncTcpClient("127.0.0.1", owner.port, read_timeout=30) as other:
        await say(owner, "add milk to my shopping list")
        assert await say(owner, "delete my shopping list") == "Shall I delete the shopping list?"
        await say(other, "yes")
        await say(other, "undo")
        await terminal.enter("yes")
        assert "milk" in await say(owner, "what is on my shopping list")
        assert await say(owner, "yes") == "The shopping list is gone."


async def test_one_conversation_goes_on_over_several_connections(connect) -> None:
    async with connect() as first:
        await say(first, "set a timer", conversation_id="01JD")
        async with AsyncTcpClient("127.0.0.1", first.port, read_timeout=30) as second:
            assert "Timer set" not in await say(second, "ten minutes", conversation_id="01JE")
        async with AsyncTcpClient("127.0.0.1", first.port, read_timeout=30) as third:
            assert await say(third, "ten minutes", conversation_id="01JD") == "Timer set for 10 minutes."


async def test_what_was_read_out_to_one_is_not_repeated_to_another(connect) -> None:
    async with connect() as owner, AsyncTcpClient("127.0.0.1", owner.port, read_timeout=30) as other:
        await say(owner, "what is seven times eight")
        assert "56" not in await say(other, "repeat that")
        assert await say(owner, "repeat that") == "56."


async def test_questions_asked_at_once_are_each_answered_where_they_were_asked(connect, rooms: Rooms) -> None:
    terminal = Conversation(rooms, None, EventStream(), origin=Origin(session="terminal"))
    async with connect() as one, AsyncTcpClient("127.0.0.1", one.port, read_timeout=30) as two:
        await asyncio.gather(say(one, "set a timer"), say(two, "set a timer"), terminal.enter("set a timer"))
        answers = await asyncio.gather(say(one, "ten minutes"), say(two, "five minutes"))
        await terminal.enter("two minutes")
        assert answers == ["Timer set for 10 minutes.", "Timer set for 5 minutes."]
        assert sorted(one.length.total_seconds() for one in rooms.schedule.appointments()) == [120, 300, 600]


async def test_a_pin_is_in_no_event(connect, rooms: Rooms) -> None:
    del connect
    from pydantic import SecretStr

    from assistant.config import SafetySettings

    safe = rooms.config.model_copy(update={"safety": SafetySettings(pin=SecretStr("0471"), acts=frozenset({"lists"}))})
    locked = Rooms(safe, networks=rooms.networks)
    stream, seen = EventStream(), []
    stream.observe(lambda event: seen.append(repr(event)))
    terminal = Conversation(locked, None, stream, origin=Origin(session="terminal"))
    for text in ("add milk to my shopping list", "delete my shopping list", "yes", "0471"):
        await terminal.enter(text)
    assert any("The shopping list is gone." in event for event in seen)
    assert not any("0471" in event for event in seen)
    locked.close()
