"""Says where a setting is wrong: file, line, key, and what would be right."""

import re
from collections.abc import Mapping
from difflib import get_close_matches
from pathlib import Path

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from assistant.errors import AssistantError

_SECRETS = ("pin", "token")


def config_error(
    error: ValidationError, file: Path, text: str, environment: Mapping[str, str], model: type[BaseModel]
) -> AssistantError:
    """Turn pydantic's first complaint into one line.

    Args:
        error: What pydantic found.
        file: The config file.
        text: Its content.
        environment: Variables, to tell which of them set the value.
        model: The settings, for the names it knows.
    """
    details = error.errors(include_url=False)
    first = details[0]
    path = tuple(str(part) for part in first["loc"])
    more = f" ({len(details) - 1} more)" if len(details) > 1 else ""
    message = f"{_place(path, file, text, environment)}: {'.'.join(path)}: {_complaint(first, path, model)}{more}."
    return AssistantError("config.invalid", message, "`assistant config show` prints the settings in force.")


def _place(path: tuple[str, ...], file: Path, text: str, environment: Mapping[str, str]) -> str:
    for length in range(len(path), 0, -1):
        wanted = "ASSISTANT_" + "__".join(path[:length]).upper()
        variable = next((name for name in environment if name.upper() == wanted), None)
        if variable:
            return f"environment variable {variable}"
    line = line_of(path, text)
    return f"{file}:{line}" if line else str(file)


def _complaint(details: ErrorDetails, path: tuple[str, ...], model: type[BaseModel]) -> str:
    if details["type"] == "extra_forbidden":
        known = _known_keys(path[:-1], model)
        close = get_close_matches(path[-1], known, 1)
        return f"unknown key{f'; did you mean {close[0]}?' if close else ''} Known here: {', '.join(known)}"
    secret = path[-1] in _SECRETS
    got = "" if details["type"] == "missing" or secret else f", not {details['input']!r}"
    return details["msg"].removeprefix("Value error, ") + got


def _known_keys(path: tuple[str, ...], model: type[BaseModel]) -> list[str]:
    for part in path:
        inner = model.model_fields[part].annotation
        if not (isinstance(inner, type) and issubclass(inner, BaseModel)):
            return []
        model = inner
    return sorted(model.model_fields)


def line_of(path: tuple[str, ...], text: str) -> int | None:
    """Line, from 1, where a TOML text sets a key; the nearest enclosing table where it does not set it itself."""
    table: tuple[str, ...] = ()
    found: int | None = None
    depth = 0
    for number, line in enumerate(text.splitlines(), start=1):
        header = re.match(r"\s*\[([^\[\]]+)\]", line)
        key = re.match(r"\s*([\w.\"'-]+)\s*=", line)
        if header:
            table = _parts(header[1])
            here = table
        elif key:
            here = table + _parts(key[1])
        else:
            continue
        if here == path[: len(here)] and len(here) > depth:
            found, depth = number, len(here)
    return found


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(part.strip().strip("\"'") for part in dotted.split("."))
