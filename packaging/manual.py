"""The manual page of the command: ``python packaging/manual.py COMMANDS.md assistant.1``.

Markdown from Typer goes through mistune to reStructuredText, and from there through Docutils' own writer for man.
"""

import sys
from importlib.metadata import metadata
from pathlib import Path

import mistune
from docutils.core import publish_string
from mistune.renderers.rst import RSTRenderer


def manual(commands: str) -> bytes:
    """The page as roff.

    Args:
        commands: Markdown of `typer ... utils docs`, whose first line is a title.
    """
    about = metadata("voice-assistant-reference")
    summary = f"{about['Summary']}"
    rule = "-" * len(summary)
    head = f"assistant\n=========\n\n{rule}\n{summary}\n{rule}\n\n"
    head += f":Manual section: 1\n:Manual group: Voice Assistant\n:Version: {about['Version']}\n\n"
    body = mistune.create_markdown(renderer=RSTRenderer())(commands.partition("\n")[2])
    page = publish_string(head + str(body), writer="manpage", settings_overrides={"halt_level": 2})
    return bytes(page)


if __name__ == "__main__":
    source, out = map(Path, sys.argv[1:])
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(manual(source.read_text(encoding="utf-8")))
