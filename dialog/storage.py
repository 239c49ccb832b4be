"""What a skill remembers."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from typing import Any, cast

from dialog.database import Database


class Storage:
    """A skill's own documents, each a JSON value under a key; no skill sees another's.

    A write that has returned is on disk.
    """

    def __init__(self, database: Database, skill: str) -> None:
        self._database = database
        self._skill = skill

    def get(self, key: str) -> Any:
        """The document, or None."""
        rows = self._database.query("SELECT value FROM documents WHERE skill = ? AND key = ?", (self._skill, key))
        return json.loads(rows[0]["value"]) if rows else None

    def put(self, key: str, value: object) -> None:
        """Write the document, in place of any that was there."""
        text = json.dumps(value, ensure_ascii=False)
        with self._database.transaction() as connection:
            connection.execute("REPLACE INTO documents VALUES (?, ?, ?)", (self._skill, key, text))

    def delete(self, key: str) -> bool:
        """Delete the document; returns whether there was one."""
        with self._database.transaction() as connection:
            gone = connection.execute("DELETE FROM documents WHERE skill = ? AND key = ?", (self._skill, key))
            return gone.rowcount > 0

    def keys(self) -> Iterator[str]:
        """All keys, in order."""
        for row in self._database.query("SELECT key FROM documents WHERE skill = ? ORDER BY key", (self._skill,)):
            yield row["key"]

    def together(self) -> AbstractContextManager[object]:
        """A context whose writes are kept together or not at all."""
        return cast(AbstractContextManager[object], self._database.transaction())
