"""`assistant models`: what is downloaded."""

from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, complain, print_json

program = typer.Typer(help="Fetch, check and remove models.", rich_markup_mode=None, no_args_is_help=True)
Names = Annotated[list[str] | None, typer.Argument(help="Names of models; by default those your settings need.")]


@program.command(name="list")
def list_models(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False
) -> None:
    """List the models, with their licence, size and state."""
    for model in shared_of(context).rooms.store.list():
        state = "ready" if model.ready else "corrupt" if "corrupt" in model.files.values() else "missing"
        size = sum(file.size for file in model.pinned.files)
        if as_json:
            row = {"name": model.name, "title": model.pinned.title, "licence": model.pinned.licence}
            print_json(row | {"bytes": size, "state": state, "homepage": model.pinned.homepage})
        else:
            typer.echo(
                f"{model.name:<24}{state:<9}{size / 1e6:>7.1f} MB  {model.pinned.licence:<12}{model.pinned.title}"
            )


@program.command()
def fetch(context: typer.Context, names: Names = None) -> None:
    """Download models; a broken download carries on.

    Without names, also prepare the networks that hear and speak, so that the first start doesn't wait.
    """
    from assistant.app import needed_models
    from assistant.progress import download_bars
    from runtime.background import settle

    shared = shared_of(context)
    with download_bars() as arrived:
        for name in names or needed_models(shared.config):
            shared.rooms.store.fetch(name, arrived)
    if not names:
        _ = shared.rooms.recognizer, shared.rooms.voice
        settle()


@program.command()
def verify(context: typer.Context, names: Names = None) -> int:
    """Check the files of models against their hashes."""
    from assistant.app import needed_models

    shared = shared_of(context)
    code = DONE
    for name in names or needed_models(shared.config):
        for file, state in shared.rooms.store.verify(name).files.items():
            if state == "ok":
                typer.echo(f"{name}/{file}: ok")
            else:
                code = complain(f"{name}/{file} is {state}. Run: assistant models fetch {name}", 1)
    return code


@program.command()
def remove(context: typer.Context, names: Annotated[list[str], typer.Argument(help="Names of models.")]) -> None:
    """Delete models."""
    for name in names:
        shared_of(context).rooms.store.remove(name)
