"""A tokenizer trimmed to the pieces that training text uses."""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nlu.pieces import PieceTokenizer

_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_BLOCK = 128
WORDS = 1_000_000
"""Words that are remembered while training text is read; fifty languages have fewer."""


@dataclass(frozen=True, slots=True)
class Kept:
    """The pieces that stayed: their ids in the full tokenizer and how often the text uses them."""

    rows: tuple[int, ...]
    counts: tuple[int, ...]


def trim(full: Path, texts: Iterable[str], least: int, target: Path) -> Kept:
    """Write a tokenizer with only the pieces seen at least ``least`` times.

    Single characters of the scripts that occur stay too, so that an unseen word is spelled rather than lost.

    Args:
        full: The tokenizer to trim, a ``tokenizers`` JSON with a Unigram model.
        texts: Training text, of the train partition only.
        least: Smallest count that keeps a piece.
        target: File to write.

    Returns:
        What was kept, in the order of the new tokenizer.
    """
    tokenizer = PieceTokenizer(full, WORDS)
    seen: Counter[int] = Counter()
    scripts: set[int] = set()
    for text in texts:
        seen.update(tokenizer.encode(text).ids)
        scripts.update(ord(char) // _BLOCK for char in text)
    content = json.loads(full.read_text("utf-8"))
    vocabulary: list[list[object]] = content["model"]["vocab"]

    def kept(place: int, piece: str) -> bool:
        bare = piece.removeprefix("▁")
        single = len(bare) == 1 and ord(bare) // _BLOCK in scripts
        return piece in _SPECIAL or piece == "▁" or seen[place] >= least or single

    rows = tuple(place for place, (piece, _) in enumerate(vocabulary) if kept(place, str(piece)))
    _write(content, rows, target)
    return Kept(rows, tuple(seen[row] for row in rows))


def _write(content: dict[str, Any], rows: Sequence[int], target: Path) -> None:
    content["model"]["vocab"] = [content["model"]["vocab"][row] for row in rows]
    pieces = [str(piece) for piece, _ in content["model"]["vocab"]]
    content["model"]["unk_id"] = pieces.index("<unk>")
    content["added_tokens"] = [
        {**token, "id": pieces.index(token["content"])}
        for token in content["added_tokens"]
        if token["content"] in _SPECIAL
    ]
    content["post_processor"] = content["truncation"] = content["padding"] = None
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(content, ensure_ascii=False, separators=(",", ":")), "utf-8")
