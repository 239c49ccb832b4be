"""Learning from rephrases: what users say next tells what they meant (arXiv 1911.02557)."""

from dialog.learning.miner import Miner, Thresholds
from dialog.learning.rewrite import Rewrite
from dialog.learning.rewriter import Rewriter
from dialog.learning.turn import Session, Turn

__all__ = ["Miner", "Rewrite", "Rewriter", "Session", "Thresholds", "Turn"]
