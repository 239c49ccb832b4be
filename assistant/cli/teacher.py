"""The teacher that students learn from, and the data they learn on."""

from pathlib import Path
from typing import TYPE_CHECKING

import typer

from assistant.cli.context import shared_of

if TYPE_CHECKING:
    from nlu.training.student import Sources

TEACHER = "multilingual-e5-small"
SEARCHED = "en-US,de-DE,es-ES,fr-FR,hi-IN,ja-JP"


def teacher_sources(context: typer.Context, data: Path) -> "Sources":
    """Fetch the teacher; what a student is trained from.

    Args:
        context: Of the command.
        data: Folder of MASSIVE.

    Raises:
        RuntimeRoomError: ``model.unavailable``, ``disk.full``.
    """
    from assistant.progress import download_bars
    from nlu.training.student import Sources

    store = shared_of(context).rooms.store
    with download_bars() as arrived:
        store.fetch(TEACHER, arrived)
    return Sources(data, store.path(TEACHER, "e5-small-q4.bin"), store.path(TEACHER, "tokenizer.json"))
