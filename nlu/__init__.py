"""Text to meaning: tokenizer, student network, interpretation, value resolution."""

from nlu.errors import NluError
from nlu.interpretation import Interpretation, Reading, Slot

__all__ = ["Interpretation", "NluError", "Reading", "Slot"]
