"""A conversation that goes on by itself: devices opened, rooms loaded, listening and ringing until it is stopped."""

import asyncio

from asr.echo import EchoCanceller
from assistant.app import Rooms
from assistant.events import FellBack, Ready
from assistant.guard import StageError, guarded
from assistant.local.server import LocalServer
from assistant.loop import Conversation
from assistant.loudspeaker import Loudspeaker
from assistant.refresher import Refresher
from assistant.speaking import Speaker
from assistant.stream import EventStream
from assistant.turn_log import TurnLog
from dialog.utterance import Origin
from runtime import RoomError, sessions


class Live:
    """What the terminal and the daemon run.

    Attributes:
        rooms: What hears, understands, decides and speaks.
        stream: Every event.
    """

    def __init__(self, rooms: Rooms, origin: Origin | None = None, role: str = "assistant") -> None:
        """Set up.

        Args:
            rooms: Loaded by ``run``.
            origin: Who speaks, and where; somebody at this machine where absent.
            role: What the program is, for others that want the state.
        """
        self.rooms = rooms
        self._role = role
        self._origin = origin
        self.stream = EventStream()
        self._conversation: Conversation | None = None

    @property
    def conversation(self) -> Conversation | None:
        """The conversation, once everything is loaded."""
        return self._conversation

    async def run(self) -> None:
        """Load, then listen and ring until cancelled.

        Raises:
            RoomError: Where it cannot start. The stream has told so.
        """
        try:
            with guarded("startup"):
                conversation = await self._open()
        except StageError as failure:
            self._outside.failed(failure)
            raise failure.error from failure
        self._conversation = conversation
        self._tell_what_lacks()
        self._outside.add(Ready)
        await conversation.give_notice()
        async with LocalServer(self.rooms, self.stream).serving(), asyncio.TaskGroup() as tasks:
            tasks.create_task(conversation.ring())
            tasks.create_task(Refresher(self.rooms, self.stream).run())
            if microphone := self.rooms.microphone():
                tasks.create_task(conversation.listen(microphone))

    async def _open(self) -> Conversation:
        await asyncio.to_thread(self.rooms.own_state, self._role)
        await asyncio.to_thread(self.rooms.load)
        echo = await asyncio.to_thread(self.rooms.echo_canceller)
        return Conversation(self.rooms, await self._speaker(echo), self.stream, echo, self._origin)

    async def _speaker(self, echo: EchoCanceller | None) -> Speaker | None:
        """The loudspeaker; none where that is wanted, or where none opens: replies can be read, too."""
        device = self.rooms.config.audio.speaker
        if device == "none":
            return None
        try:
            with guarded("speaker"):
                played = echo.played if echo else None
                return await asyncio.to_thread(Loudspeaker, self.rooms.voice.rate, device, played)
        except StageError as failure:
            self._outside.failed(failure)
            return None

    def _tell_what_lacks(self) -> None:
        for name, why in self.rooms.skillset.broken:
            broken = RoomError(
                "skill.broken", f"The skill '{name}' cannot be loaded: {why}.", "See: assistant skills list"
            )
            self._outside.failed(StageError("dialog", broken))
        for session in sessions():
            if (choice := session.choice).fell_back:
                network = session.spec.name
                self._outside.add(FellBack, network=network, asked=choice.asked, got=choice.got, why=choice.why)

    @property
    def _outside(self) -> TurnLog:
        """For what happens outside any turn."""
        return TurnLog(0, self.stream)
