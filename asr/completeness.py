"""Whether what was said so far sounds like a whole sentence."""

import re

from asr.transcript import Transcript

# English words that ask for another one behind them.
_OPEN = frozenset(
    re.findall(
        r"\S+",
        """
        a an the my your his her our their this that these those every each any some no
        to of for from in on at by with about into until till between than as
        and or but if because not very please
        is are was were be am has have had do does did will would can could should may might must shall
        what's who's where's when's how what which whose
        set turn switch add remove call play um uh er hm
        """,
    )
)


def completeness(transcript: Transcript) -> float:
    """How complete the text is: 1 for a sentence with its full stop, 0 for one that ends in mid-phrase."""
    words = transcript.text.rsplit(maxsplit=1)
    if not words:
        return 0.0
    last = words[-1]
    if last.endswith(("...", "…", ",", "-", ":")) or last.strip(".,;:!?-").casefold() in _OPEN:
        return 0.0
    return 1.0 if last.endswith((".", "!", "?", "。", "？")) else 0.5
