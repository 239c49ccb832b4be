"""Logs as JSON lines on stderr, where journald and every collector read them."""

import logging
import sys
from datetime import UTC, datetime
from typing import Any

from assistant.events import Event, Failed, PartialTranscript, SpeechChunkReady
from runtime.plain_text import json_line

_log = logging.getLogger("assistant.turn")
_TOO_MANY = (PartialTranscript, SpeechChunkReady)


class JsonLines(logging.Formatter):
    """One object for each record: time, level, logger, message, and what was given as ``extra={"fields": ...}``."""

    def format(self, record: logging.LogRecord) -> str:
        """See ``logging.Formatter``."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info:
            line["trace"] = self.formatException(record.exc_info)
        return json_line(line)


def log_as_json(level: str) -> None:
    """Send all logs through ``JsonLines``.

    Args:
        level: Least severe that is written.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)


def log_event(event: Event) -> None:
    """Write an event down, without the words of the user: those stay in the journal, which its owner can delete."""
    if not isinstance(event, _TOO_MANY):
        level = logging.ERROR if isinstance(event, Failed) else logging.INFO
        _log.log(level, type(event).__name__, extra={"fields": _without_words(event.record())})


def _without_words(record: dict[str, Any]) -> dict[str, Any]:
    return {
        name: _without_words(value) if isinstance(value, dict) else value
        for name, value in record.items()
        if name not in _PRIVATE
    }


_PRIVATE = ("text", "transcript", "interpretation", "before", "after", "offers")
