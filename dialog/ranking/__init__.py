"""How probable each skill's claim to an utterance is: a small network over the whole list of claims."""

from dialog.ranking.claim import Claim, Situation
from dialog.ranking.ranker import Ranker, open_ranker

__all__ = ["Claim", "Ranker", "Situation", "open_ranker"]
