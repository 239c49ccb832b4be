"""How a row that cannot be read leaves its table for the quarantine; see `dialog.quarantine`."""

import json
import logging
import time
from sqlite3 import Connection, Row

from pydantic import ValidationError

_log = logging.getLogger(__name__)


def set_aside(connection: Connection, table: str, row: Row, error: Exception) -> None:
    """Move a row to the quarantine.

    Args:
        connection: In a transaction.
        table: Where the row is.
        row: All of its columns.
        error: What reading it raised.
    """
    why = _reason(error)
    _log.error("A row of %s cannot be read and was set aside: %s", table, why)
    columns = connection.execute("SELECT name FROM pragma_table_info(?) WHERE pk", (table,)).fetchall()
    names = [column["name"] for column in columns]
    written = json.dumps({name: _kept(row[name]) for name in row.keys()})  # noqa: SIM118 - a row is no mapping
    connection.execute(
        "INSERT INTO quarantine (at, source, row, why) VALUES (?, ?, ?, ?)",
        (time.time(), table, written, why),
    )
    where = " AND ".join(f'"{name}" IS ?' for name in names)
    connection.execute(f'DELETE FROM "{table}" WHERE {where}', tuple(row[name] for name in names))


def _kept(value: object) -> object:
    return {"bytes": value.hex()} if isinstance(value, bytes) else value


def _reason(error: Exception) -> str:
    """Which error, and where in the row; never with a value, for these are the user's words."""
    if isinstance(error, ValidationError):
        places = [".".join(map(str, each["loc"])) for each in error.errors(include_input=False, include_url=False)]
        return f"not as this version writes it: {', '.join(places[:3]) or 'as a whole'}"
    if isinstance(error, json.JSONDecodeError):
        return f"no JSON: {error.msg} at character {error.pos}"
    return type(error).__name__
