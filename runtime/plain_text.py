"""Text as it may be shown and said, whoever wrote it: what would move a cursor or break a file is out.

Text is made plain where it comes in: an utterance, an event of a client, an answer from the network. What shows it
need not look again, and takes it for text, never for markup.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

_HALF = "\ufffd"
_CONTROLS = (*range(0x00, 0x0A), *range(0x0B, 0x20), *range(0x7F, 0xA0))
_TURNING = (*range(0x202A, 0x202F), *range(0x2066, 0x206A))  # an override can make *exe.txt* of *txt.exe*
_INVISIBLE = (*range(0x2060, 0x2066), *range(0x206A, 0x2070), 0xFEFF, *range(0xFFF9, 0xFFFC), *range(0xE0000, 0xE1000))
_SPACES = dict.fromkeys((0x09, 0x0B, 0x0C, 0x85), " ") | {0x2028: "\n", 0x2029: "\n"}
_HALVES = dict.fromkeys(range(0xD800, 0xE000), _HALF)
_TABLE = {**dict.fromkeys((*_CONTROLS, *_TURNING, *_INVISIBLE)), **_SPACES, **_HALVES}
_ESCAPED = {code: json.dumps(chr(code))[1:-1] for code in _TABLE if code >= 0x7F}
# ECMA-48: control sequences, and strings up to their terminator; a length, so that one without an end takes no more
_SEQUENCES = re.compile(
    "(?:\x1b\\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]?"
    "|(?:\x1b[\\]PX^_]|[\x90\x98\x9d-\x9f])[^\x07\x1b\x9c\n]{0,256}(?:\x07|\x1b\\\\|\x9c)?"
    "|\x1b[ -/]{0,16}[0-~]?"
)


def plain(text: str) -> str:
    """The text without escape sequences, control characters and halves of characters; line breaks stay."""
    if text.isascii() and text.isprintable():
        return text
    return _SEQUENCES.sub("", text).replace("\r\n", "\n").replace("\r", "\n").translate(_TABLE)


def one_line(text: str, most: int | None = None) -> str:
    """The same with single spaces between words and nothing around them.

    Args:
        text: Any.
        most: Characters; the rest is cut off.
    """
    return " ".join(plain(text).split())[:most]


def plain_values(value: Any) -> Any:
    """A JSON value with all its texts, and the names in it, plain."""
    match value:
        case str():
            return plain(value)
        case Mapping():
            return {plain(str(name)): plain_values(part) for name, part in value.items()}
        case list() | tuple():
            return [plain_values(part) for part in value]
        case _:
            return value


def json_line(value: Any) -> str:
    """A JSON value in one line that any terminal and any file takes, in the letters of its languages."""
    return json.dumps(value, ensure_ascii=False).translate(_ESCAPED)
