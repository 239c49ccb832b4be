"""From what came in to what it means, learned rewrites included."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from assistant.app import Rooms
from assistant.guard import guarded
from dialog.answers import read_answer
from dialog.journal_entry import Heard
from nlu import Interpretation

if TYPE_CHECKING:
    from dialog.learning.self_learning import Offer


@dataclass(frozen=True, slots=True)
class Understood:
    """What is acted on.

    Attributes:
        meanings: One for each guess, best first; a single one where a rewrite was used.
        heard: What came in, with what it means by itself and the rewrite, if any.
    """

    meanings: Sequence[Interpretation]
    heard: Heard


async def understand(rooms: Rooms, heard: Heard, locale: str) -> Understood:
    """Interpret every guess; a learned rewrite takes their place where the best is not understood.

    Args:
        rooms: The student, and what was learned.
        heard: What came in.
        locale: Its language.

    Raises:
        StageError: From ``nlu`` or ``dialog``.
    """
    with guarded("nlu"):
        meanings = [await asyncio.to_thread(rooms.student.understand, guess.text, locale) for guess in heard.guesses]
    heard = replace(heard, plain=meanings[0])
    with guarded("dialog"):
        offer = await asyncio.to_thread(_offer, rooms, meanings[0], heard.device)
    if offer is None:
        return Understood(meanings, heard)
    heard = replace(heard, offered=offer.rewrite.target, rewritten=offer.granted)
    if offer.granted:
        with guarded("nlu"):
            meanings = [await asyncio.to_thread(rooms.student.understand, offer.rewrite.target, locale)]
    return Understood(meanings, heard)


def _offer(rooms: Rooms, plain: Interpretation, device: str) -> "Offer | None":
    """The rewrite for a request; answers and commands are left alone."""
    if not rooms.config.learning.enabled or rooms.dialog.asking or read_answer(plain.utterance, plain.locale):
        return None
    return rooms.learning.offer(plain, device)
