"""The teacher that students learn from, and the data they learn on."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of

if TYPE_CHECKING:
    from lab.nlu.training.student import Sources

TEACHER = "multilingual-e5-small"
SEARCHED = "en-US,de-DE,es-ES,fr-FR,hi-IN,ja-JP"


Brought = Annotated[
    Path | None,
    typer.Option("--teacher", help="Folder of a larger teacher, as XLM-R's files are published."),
]


def teacher_sources(context: typer.Context, data: Path, brought: Path | None = None) -> "Sources":
    """Fetch the teacher and its pieces; what a student is trained from.

    Args:
        context: Of the command.
        data: Folder of MASSIVE.
        brought: Folder of another teacher of the XLM-R family, which has the same pieces; with its own
            ``tokenizer.json`` nothing is fetched.

    Raises:
        RuntimeRoomError: ``model.unavailable``, ``disk.full``.
    """
    from assistant.progress import download_bars
    from lab.nlu.training.student import Sources

    if brought and (brought / "tokenizer.json").exists():
        return Sources(data, brought, brought / "tokenizer.json")
    store = shared_of(context).rooms.store
    with download_bars() as arrived:
        store.fetch(TEACHER, arrived)
    weights = brought or store.path(TEACHER, "e5-small-q4.bin")
    return Sources(data, weights, store.path(TEACHER, "tokenizer.json"))
