"""`python -m lab graphs`."""

from typing import Annotated

import typer


def graphs(
    networks: Annotated[
        list[str] | None, typer.Argument(help="Names such as tts.wren.encoder; by default all.")
    ] = None,
) -> None:
    """Write what is shipped of each network: its graph without weights, and where its weights come from.

    Run it where a network's definition, torch, or a model of the store has changed. It needs every model of the store.
    """
    from lab.graphs import networks as known
    from lab.graphs.layouts import READERS, write_layout
    from lab.graphs.recipes import write_recipe
    from runtime.store import ModelStore

    store = ModelStore()
    for model, file in READERS:
        write_layout(store, model, file)
    for network in known.networks():
        if not networks or network.spec.name in networks:
            write_recipe(network)
            typer.echo(network.spec.name)
