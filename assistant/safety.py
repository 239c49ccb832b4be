"""What the settings want a PIN for must be there: a name with a mistake would leave it without one."""

from collections.abc import Iterable

from assistant.errors import AssistantError
from dialog.skillset import installed
from nlu.labels import Labels
from nlu.student import MODEL


def require_known_acts(acts: Iterable[str]) -> None:
    """Check that each is the name of an installed skill or of an intent.

    Raises:
        AssistantError: ``config.acts``.
    """
    known = {offer.skill for offer in installed()} | set(Labels.load(MODEL / "labels.json").intents)
    if unknown := sorted(set(acts) - known):
        raise AssistantError(
            "config.acts",
            f"[safety] acts names no skill and no intent: {', '.join(unknown)}.",
            "See: assistant skills list",
        )
