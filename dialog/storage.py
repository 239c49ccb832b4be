"""What a skill remembers."""

import json
from collections.abc import Iterator
from contextlib import AbstractContextManager
from functools import cache
from sqlite3 import Row
from typing import Any, TypeVar, cast, overload

from pydantic import TypeAdapter

from dialog.database import Database

_T = TypeVar("_T")


class Storage:
    """A skill's own documents, each a JSON value under a key; no skill sees another's.

    A write that has returned is on disk.
    """

    def __init__(self, database: Database, skill: str) -> None:
        self._database = database
        self._skill = skill

    @overload
    def get(self, key: str) -> Any: ...
    @overload
    def get(self, key: str, kind: type[_T]) -> _T | None: ...
    def get(self, key: str, kind: Any = Any) -> Any:
        """The document, or None.

        Args:
            key: Its name.
            kind: What it must be, such as ``list[str]``; one that is something else is set aside as if it were broken.
        """
        adapter = _adapter(kind)  # before any row is read: a kind that is none is not the row's fault

        def meaning(row: Row) -> Any:
            return adapter.validate_python(json.loads(row["value"]), strict=True)

        found = self._database.read("documents", meaning, "WHERE skill = ? AND key = ?", (self._skill, key))
        return found[0] if found else None

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
        yield from self._database.read("documents", _key, "WHERE skill = ? ORDER BY key", (self._skill,))

    def together(self) -> AbstractContextManager[object]:
        """A context whose writes are kept together or not at all."""
        return cast(AbstractContextManager[object], self._database.transaction())


def checked(value: object, kind: Any) -> Any:
    """A document, if it is what it must be.

    Raises:
        ValueError: It is not.
    """
    return _adapter(kind).validate_python(value, strict=True)


def _key(row: Row) -> str:
    key: str = row["key"]
    key.encode()  # raises where it is no text
    return key


@cache
def _adapter(kind: Any) -> TypeAdapter[Any]:
    return TypeAdapter(kind)
