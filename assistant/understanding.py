"""From what came in to what it means, learned rewrites included."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from assistant.app import Rooms
from assistant.guard import guarded
from dialog.acts import read_act
from dialog.utterance import Origin, Rewriting, Utterance
from nlu import Interpretation

if TYPE_CHECKING:
    from dialog.learning.self_learning import Assignment


@dataclass(frozen=True, slots=True)
class Understood:
    """What is acted on.

    Attributes:
        meanings: One for each guess, best first; a single one where a rewrite was used.
        rewriting: What the best guess means by itself, and the rewrite, if any.
    """

    meanings: Sequence[Interpretation]
    rewriting: Rewriting


async def understand(rooms: Rooms, utterance: Utterance) -> Understood:
    """Interpret every guess; a learned rewrite takes their place where the best is not understood.

    Args:
        rooms: The student, and what was learned.
        utterance: What came in.

    Raises:
        StageError: From ``nlu`` or ``dialog``.
    """
    with guarded("nlu"):
        meanings = [await _meaning(rooms, guess.text, utterance.locale) for guess in utterance.guesses]
    plain = meanings[0]
    with guarded("dialog"):
        assigned = await asyncio.to_thread(_assignment, rooms, plain, utterance.origin)
    if assigned is None:
        return Understood(meanings, Rewriting(plain))
    target = assigned.rewrite.target
    if assigned.treated:
        with guarded("nlu"):
            meanings = [await _meaning(rooms, target, utterance.locale)]
    return Understood(meanings, Rewriting(plain, target, assigned.treated))


async def _meaning(rooms: Rooms, text: str, locale: str) -> Interpretation:
    return await asyncio.to_thread(lambda: rooms.student.understand(text, locale))


def _assignment(rooms: Rooms, plain: Interpretation, origin: Origin) -> "Assignment | None":
    """The rewrite for a request; answers and commands are left alone."""
    if not rooms.config.learning.enabled or rooms.dialog.asking(origin) or read_act(plain.utterance, plain.locale):
        return None
    return rooms.learning.assign(plain, origin.device)
