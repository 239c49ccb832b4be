"""Scripts from YAML files, with errors that name the line."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml
from pydantic import ValidationError

from assistant.errors import AssistantError
from assistant.script.schema import Script
from assistant.script.short_script import ShortScript


def read_scripts(file: Path) -> tuple[Script, ...]:
    """Every conversation of a file: one, or a list of them.

    Args:
        file: YAML.

    Raises:
        AssistantError: ``script.missing``, ``script.syntax`` or ``script.invalid``; names file, line, key.
    """
    try:
        text = file.read_text(encoding="utf-8")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        document = yaml.safe_load(text)
    except (OSError, UnicodeDecodeError) as error:
        raise AssistantError("script.missing", f"{file} cannot be read: {error}.", "Check its name.") from error
    except yaml.YAMLError as error:
        raise AssistantError("script.syntax", f"{file} is not valid YAML: {error}.", "Correct that line.") from error
    if not document or node is None:
        raise AssistantError("script.invalid", f"{file} is empty.", "Write a name and steps.")
    return tuple(_scripts(file, document, node))


def _scripts(file: Path, document: object, node: yaml.Node) -> Iterator[Script]:
    if isinstance(document, list) and isinstance(node, yaml.SequenceNode):
        for one, place in zip(document, node.value, strict=True):
            yield _script(file, one, place)
    else:
        yield _script(file, document, node)


def _script(file: Path, document: object, node: yaml.Node) -> Script:
    try:
        if isinstance(document, dict) and "talk" in document:
            return ShortScript.model_validate(document).script()
        return Script.model_validate(document)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        path = [part for part in first["loc"] if isinstance(part, int | str)]
        place = ".".join(str(part) for part in path) or "the script"
        message = f"{file}:{_line(node, path)}: {place}: {first['msg'].removeprefix('Value error, ')}."
        raise AssistantError("script.invalid", message, "docs/use/scripts.md shows what it may hold.") from error


def _line(node: yaml.Node, path: Sequence[int | str]) -> int:
    """Line, from 1, of the deepest node on the way."""
    line: int = node.start_mark.line + 1
    for part in path:
        if isinstance(node, yaml.MappingNode):
            found = next(((key, value) for key, value in node.value if key.value == part), None)
            if found is None:
                break
            line, node = found[0].start_mark.line + 1, found[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
            node = node.value[part]
            line = node.start_mark.line + 1
    return line
