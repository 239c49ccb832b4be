"""Understanding a whole file of utterances, for evaluation."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from assistant.errors import AssistantError
from nlu.student import Student, annotated


def understand_lines(student: Student, source: Path, target: Path) -> int:
    """Add a prediction to every line.

    Args:
        student: Reads the utterances.
        source: JSON lines with ``utt`` and ``locale``; other keys are kept as they are.
        target: Gets each line with ``pred_intent``, ``pred_annot_utt`` and ``confidence`` added.

    Returns:
        Number of lines.

    Raises:
        AssistantError: ``file.missing``, ``file.line`` or ``file.unwritable``.
        NluError: ``locale.unknown``.
    """
    count = 0
    unfinished = target.with_name(f".{target.name}.part")
    try:
        with unfinished.open("w", encoding="utf-8") as out:
            for line in _lines(source):
                meaning = student.understand(line["utt"], line["locale"])
                prediction = {
                    "pred_intent": meaning.intent,
                    "pred_annot_utt": str(annotated(meaning)),
                    "confidence": round(meaning.confidence, 6),
                }
                out.write(json.dumps(line | prediction, ensure_ascii=False) + "\n")
                count += 1
        unfinished.replace(target)
    except OSError as error:
        message = f"{target} cannot be written: {error.strerror}."
        raise AssistantError("disk.unwritable", message, "Choose another place, or make room.") from error
    finally:
        unfinished.unlink(missing_ok=True)
    return count


def _lines(source: Path) -> Iterator[dict[str, Any]]:
    try:
        text = source.open(encoding="utf-8")
    except OSError as error:
        raise AssistantError(
            "file.missing", f"{source} cannot be read: {error.strerror}.", "Check its name."
        ) from error
    with text:
        for number, line in enumerate(text, start=1):
            if line.strip():
                yield _checked(line, f"{source}:{number}")


def _checked(line: str, place: str) -> dict[str, Any]:
    try:
        record = json.loads(line)
        assert isinstance(record["utt"], str) and isinstance(record["locale"], str)
    except (ValueError, KeyError, TypeError, AssertionError) as error:
        message = f"{place} is not a JSON object with the texts utt and locale."
        raise AssistantError("file.line", message, "Each line needs utt and locale, as in MASSIVE.") from error
    return dict(record)
