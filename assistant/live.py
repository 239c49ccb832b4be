"""A conversation that goes on by itself: devices opened, rooms loaded, listening and ringing until it is stopped."""

import asyncio

from asr.echo import EchoCanceller
from assistant.app import Rooms
from assistant.events import Failed, FellBack, Ready
from assistant.loop import Conversation
from assistant.loudspeaker import Loudspeaker
from assistant.refresher import Refresher
from assistant.speaking import Speaker
from assistant.stream import EventStream
from assistant.turn_log import TurnLog
from runtime import RoomError, sessions


class Live:
    """What the terminal and the daemon run.

    Attributes:
        rooms: What hears, understands, decides and speaks.
        stream: Every event.
    """

    def __init__(self, rooms: Rooms) -> None:
        self.rooms = rooms
        self.stream = EventStream()
        self._conversation: Conversation | None = None

    @property
    def conversation(self) -> Conversation | None:
        """The conversation, once everything is loaded."""
        return self._conversation

    async def run(self) -> None:
        """Load, then listen and ring until cancelled."""
        await asyncio.to_thread(self.rooms.load)
        echo = await asyncio.to_thread(self.rooms.echo_canceller)
        speaker = await asyncio.to_thread(self._speaker, echo)
        self._conversation = Conversation(self.rooms, speaker, self.stream, echo)
        opened = TurnLog(0, self.stream)
        for session in sessions():
            if (choice := session.choice).fell_back:
                opened.add(FellBack, network=session.spec.name, asked=choice.asked, got=choice.got, why=choice.why)
        opened.add(Ready)
        await self._conversation.give_notice()
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._conversation.ring())
            tasks.create_task(Refresher(self.rooms, self.stream).run())
            if microphone := self.rooms.microphone():
                tasks.create_task(self._conversation.listen(microphone))

    def _speaker(self, echo: EchoCanceller | None) -> Speaker | None:
        device = self.rooms.config.audio.speaker
        if device == "none":
            return None
        try:
            return Loudspeaker(self.rooms.voice.rate, device, echo.played if echo else None)
        except RoomError as error:
            details = {"code": error.code, "message": error.message, "remedy": error.remedy}
            TurnLog(0, self.stream).add(Failed, stage="speaker", **details)
            return None
