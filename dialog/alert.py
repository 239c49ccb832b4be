"""What is said when something comes due: in its skill's words, or in general ones where these fail."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass

from dialog.rendering import FALLBACK_LOCALE, Renderer
from dialog.schedule import Ring
from dialog.skill import Message

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Alert:
    """An alarm, timer or reminder that is to be announced now.

    Attributes:
        number: As if it were a turn; no turn has it.
        ring: What came due.
        locale: In which it is announced.
        text: The announcement; empty where there are no words for it at all.
    """

    number: int
    ring: Ring
    locale: str
    text: str


def alert(number: int, ring: Ring, renderer: Renderer, then: Sequence[Message] = ()) -> Alert:
    """Find words for what rings. It rings with the skill gone, with its words broken, in a language nobody knows.

    Args:
        number: See :class:`Alert`.
        ring: What came due.
        renderer: Of the skills that there are.
        then: What is said after it.
    """
    appointment = ring.appointment
    arguments = {
        "label": appointment.label,
        "named": "yes" if appointment.label else "no",
        "due": appointment.due,
        "length": appointment.length or "",
    }
    own = Message(f"{appointment.skill}-{'missed' if ring.missed else 'ring'}", arguments)
    general = Message("dialog-due-missed" if ring.missed else "dialog-due", arguments)
    wordings = (
        ((own, *then), appointment.locale),
        ((general, *then), appointment.locale),
        ((general,), FALLBACK_LOCALE),
    )
    for messages, locale in wordings:
        try:
            return Alert(number, ring, renderer.language_of_replies(locale), renderer.render(messages, locale))
        except Exception as error:  # a skill's file of messages may hold anything
            _log.warning("'%s' cannot be announced in %s: %s", messages[0].id, locale, error)
    return Alert(number, ring, FALLBACK_LOCALE, "")
