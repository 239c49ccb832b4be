"""What commands print: results on stdout, everything else on stderr."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typer
from pydantic import BaseModel

from assistant.errors import AssistantError
from runtime.errors import RoomError
from runtime.plain_text import json_line, one_line, plain

DONE = 0
FAILED = 1
USAGE = 2
_INPUT = (
    "audio.",
    "config.",
    "file.",
    "locale.",
    "text.",
    "script.",
    "model.unknown",
    "voice.unknown",
    "runtime.unknown",
)


def say(text: str, *, err: bool = False, nl: bool = True) -> None:
    """A line for people, without what would move the cursor, whoever wrote it.

    Args:
        text: Any.
        err: Whether it goes to stderr.
        nl: Whether a line break follows.
    """
    typer.echo(plain(text), err=err, nl=nl)


def print_json(record: Mapping[str, Any]) -> None:
    """One JSON object as one line on stdout."""
    sys.stdout.write(json_line(record) + "\n")
    sys.stdout.flush()


def write_record(record: BaseModel, file: Path | None) -> None:
    """The record as JSON in a file, where one is wanted; its folder is made."""
    if file is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(record.model_dump_json(indent=1) + "\n", encoding="utf-8")


def writable(file: Path | None, *read: Path) -> Path | None:
    """The file, where it can be written: checked before anything is done whose result would be lost.

    Args:
        file: To be written, if one is wanted.
        read: Files that it must not replace.

    Raises:
        AssistantError: ``file.folder`` or ``file.same``.
    """
    if file is not None and not file.absolute().parent.is_dir():
        raise AssistantError("file.folder", f"There is no folder {file.parent}.", "Make it, or name another file.")
    if file is not None and file.resolve() in {each.resolve() for each in read}:
        raise AssistantError("file.same", f"{file} would be replaced.", "Name another file.")
    return file


def complain(message: str, code: int) -> int:
    """One line on stderr.

    Args:
        message: What is wrong; line breaks become spaces.
        code: Exit code.

    Returns:
        The exit code.
    """
    sys.stderr.write(f"assistant: {one_line(message)}\n")
    return code


def exit_code(error: RoomError) -> int:
    """2 where the user's input is at fault, 1 where the work failed."""
    return code_of(error.code)


def code_of(code: str) -> int:
    """Exit code for the stable code of an error."""
    return USAGE if code.startswith(_INPUT) else FAILED
