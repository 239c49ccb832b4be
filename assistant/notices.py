"""What the user is told when the assistant starts."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Literal

from assistant.app import Rooms
from dialog.quarantine import Quarantine
from dialog.skill import Message
from runtime import RoomError

About = Literal["recordings", "quarantine", "restored"]


def notices(rooms: Rooms) -> list[tuple[About, Message]]:
    """What must be told now; what is stored is told of once."""
    return list(_notices(rooms))


def _notices(rooms: Rooms) -> Iterator[tuple[About, Message]]:
    database = rooms.database
    privacy, restored = rooms.config.privacy, rooms.restored
    if privacy.keeps_audio:
        yield "recordings", Message("dialog-keeps-audio", {"days": privacy.audio_days})
    if restored is not None and restored.made is not None:
        yield "restored", Message("dialog-restored", {"day": restored.made})
    elif restored is not None:
        yield "restored", Message("dialog-salvaged" if restored.saved else "dialog-begun-anew")
    with suppress(RoomError):  # it is told at the next start
        if Quarantine(database).tell():
            yield "quarantine", Message("dialog-set-aside")
