"""A chat in plain lines: for screen readers, for pipes, for terminals that can do nothing else."""

import asyncio
import sys
from typing import TextIO

from assistant import events
from assistant.live import Live

_ELSEWHERE = ("startup", "microphone")  # the one is raised, the other is nothing that a person who types must know


class PlainChat:
    """Reads lines, prints lines; speaks and listens as the full screen does."""

    def __init__(self, live: Live, source: TextIO = sys.stdin, target: TextIO = sys.stdout) -> None:
        """Set up.

        Args:
            live: The conversation.
            source: Of typed lines.
            target: Of everything that is said.
        """
        self._live = live
        self._source = source
        self._target = target
        self._ready = asyncio.Event()
        live.stream.observe(self._show)

    async def run(self) -> None:
        """Talk until the input ends.

        Raises:
            RoomError: Where it cannot start.
        """
        conversation = asyncio.create_task(self._live.run())
        typing = asyncio.create_task(self._read())
        await asyncio.wait({conversation, typing}, return_when=asyncio.FIRST_COMPLETED)
        for task in (conversation, typing):
            task.cancel()
        for outcome in await asyncio.gather(conversation, typing, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    async def _read(self) -> None:
        await self._ready.wait()
        while line := await asyncio.to_thread(self._source.readline):
            if line.strip() and self._live.conversation is not None:
                await self._live.conversation.enter(line.strip())

    def _show(self, event: events.Event) -> None:
        match event:
            case events.Ready():
                self._ready.set()
                self._print("Ready. Type a line, or talk.")
            case events.FinalTranscript(transcript=transcript):
                self._print(f"You: {transcript.text}")
            case events.Notice(text=text):
                self._print(f"Notice: {text}")
            case events.Rewritten(after=after):
                self._print(f"I took that as: {after}")
            case events.SkillFinished(text=text) if text:
                self._print(f"Assistant: {text}")
            case events.Rang(text=text):
                self._print(f"Due: {text}")
            case events.Failed(stage=stage, message=message, remedy=remedy) if stage not in _ELSEWHERE:
                self._print(f"Problem: {message} {remedy}".strip())

    def _print(self, line: str) -> None:
        self._target.write(f"{line}\n")
        self._target.flush()
