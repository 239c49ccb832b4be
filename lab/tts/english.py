"""hibari's tables of English as tries that are looked up in their file.

As dictionaries in memory they take 80 MB and most of the time in which a voice opens.
"""

import gzip
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import marisa_trie
from hibari.g2p import ASSETS


def write_english(folder: Path) -> None:
    """Write the two lexicons, the tagger's weights, and the rest of the tagger."""
    folder.mkdir(parents=True, exist_ok=True)
    tagger = _published("tagger")
    _write(_published("lexicon_us_gold"), folder / "gold.trie")
    _write(_published("lexicon_us_silver"), folder / "silver.trie")
    _write(tagger.pop("weights"), folder / "tagger.trie")
    (folder / "tagger.json").write_text(json.dumps(tagger, ensure_ascii=False), encoding="utf-8")


def _published(name: str) -> dict[str, Any]:
    table: dict[str, Any] = json.loads(gzip.decompress(Path(ASSETS, f"{name}.json.gz").read_bytes()))
    return table


def _write(table: Mapping[str, Any], path: Path) -> None:
    """Each key with its value as JSON."""
    entries = ((key, json.dumps(value, ensure_ascii=False).encode()) for key, value in sorted(table.items()))
    marisa_trie.BytesTrie(entries).save(str(path))
