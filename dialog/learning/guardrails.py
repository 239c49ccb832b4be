"""What is never learned, however many users seem to want it."""

from collections.abc import Iterable, Sequence

from pydantic import BaseModel, ConfigDict

from dialog.learning.rewrite import Rewrite
from dialog.learning.turn import intent_in, key


class Guardrails(BaseModel):
    """Rules that no statistic overrides.

    Attributes:
        risky: Intents that are never rewritten, nor a target: locks, purchases, messages, calls, deletions.
        longest: Words a source or target may have.
        ratio: Most the lengths of source and target may differ, as a factor.
        blocked: Sources that the user or a trial has blocked.
    """

    model_config = ConfigDict(frozen=True)

    risky: frozenset[str] = frozenset(
        {"email_sendemail", "email_addcontact", "takeaway_order", "transport_ticket", "social_post", "lists_remove",
         "calendar_remove", "alarm_remove", "iot_wemo_off", "iot_lock", "iot_unlock"}
    )  # fmt: skip
    longest: int = 20
    ratio: float = 4.0
    blocked: frozenset[str] = frozenset()

    def admit(self, proposed: Iterable[Rewrite]) -> Sequence[Rewrite]:
        """Keep what is safe; where two form a chain or a cycle, the earlier one stays."""
        kept: dict[str, Rewrite] = {}
        targets: set[str] = set()
        for rewrite in proposed:
            target = key(rewrite.target)
            chained = rewrite.source in targets or target in kept or rewrite.source in kept
            if not chained and self.allows(rewrite):
                kept[rewrite.source] = rewrite
                targets.add(target)
        return tuple(kept.values())

    def allows(self, rewrite: Rewrite) -> bool:
        """Whether a single rewrite is safe."""
        if rewrite.source in self.blocked:
            return False
        if {intent_in(rewrite.source_meaning), intent_in(rewrite.target_meaning)} & self.risky:
            return False
        short, long = sorted((len(rewrite.source), len(key(rewrite.target))))
        words = max(len(rewrite.source.split()), len(rewrite.target.split()))
        return short > 0 and words <= self.longest and long <= self.ratio * short
