"""``python -m lab graphs``: the networks' graphs and recipes from their torch definitions."""

from typing import Annotated

import typer

from lab.graphs.layouts import write_layouts
from lab.graphs.networks import networks
from lab.graphs.recipes import write_recipe
from runtime.store import ModelStore
from runtime.weights import LAYOUTS


def graphs(names: Annotated[list[str] | None, typer.Argument(help="Such as tts.wren.encoder; all if absent.")] = None) -> None:
    """Write what is shipped of each network: its graph without weights, and where its weights come from.

    To be run where a network's definition, torch, or a model in the store has changed.
    """
    store = ModelStore()
    write_layouts(store, LAYOUTS)
    for network in networks(store):
        if not names or network.spec.name in names:
            write_recipe(network)
            typer.echo(network.spec.name)
