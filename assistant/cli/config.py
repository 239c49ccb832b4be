"""`assistant config`: the settings in force."""

import typer

from assistant.cli.context import shared_of

program = typer.Typer(help="Print or check the settings.", rich_markup_mode=None, no_args_is_help=True)


@program.command()
def show(context: typer.Context) -> None:
    """Print the settings in force as TOML, secrets hidden."""
    from assistant.config import as_toml

    typer.echo(as_toml(shared_of(context).config), nl=False)


@program.command()
def check(context: typer.Context) -> None:
    """Check the settings; if something is wrong, name file, line and key."""
    shared = shared_of(context)
    from assistant.app import needed_models
    from assistant.config import default_path
    from assistant.safety import require_known_acts

    path = shared.path or default_path()
    needed_models(shared.config)
    require_known_acts(shared.config.safety.acts)
    typer.echo(f"{path} is valid." if path.exists() else f"There is no {path}. The defaults apply.")
