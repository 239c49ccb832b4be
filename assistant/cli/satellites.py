"""`assistant satellites`: who may come from other machines."""

from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of

if TYPE_CHECKING:
    from assistant.wyoming.keyring import Keyring

program = typer.Typer(help="Satellites, and their keys.", rich_markup_mode=None, no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="What the satellite is called, such as kitchen.")]


@program.command()
def add(context: typer.Context, name: Name) -> None:
    """Give a satellite a key, and print it: it is shown this once."""
    key = _keyring(context).add(name)
    typer.echo(key)
    typer.echo(f"Put that into the settings of '{name}'. Here only a digest of it is kept.", err=True)


@program.command(name="list")
def list_satellites(context: typer.Context) -> None:
    """Print who has a key."""
    names = _keyring(context).names()
    if not names:
        typer.echo("No satellite has a key: only this machine is served. Add one: assistant satellites add", err=True)
    for name in names:
        typer.echo(name)


@program.command()
def revoke(context: typer.Context, name: Name) -> None:
    """Take a satellite's key back; a running assistant cuts it off at its next word."""
    _keyring(context).revoke(name)
    typer.echo(f"The key of '{name}' is taken no longer.", err=True)


@program.command()
def certificate(
    context: typer.Context,
    self_signed: Annotated[bool, typer.Option("--self-signed", help="Make one first.")] = False,
    host: Annotated[str, typer.Option(help="Name or address by which satellites know this machine.")] = "",
) -> None:
    """Print the fingerprint of the certificate for TLS, to compare on the satellite."""
    import socket

    from assistant.errors import AssistantError
    from assistant.wyoming.certificate import fingerprint, make_self_signed

    config = shared_of(context).config
    file = config.wyoming.certificate
    if self_signed:
        file, key = make_self_signed(config.state / "tls", host or socket.gethostname())
        typer.echo("Made. Put this into the settings:", err=True)
        typer.echo(f'[wyoming]\ncertificate = "{file}"\nkey = "{key}"', err=True)
    if file is None:
        raise AssistantError("server.certificate", "The settings name no certificate.", "Make one: --self-signed")
    typer.echo(f"SHA-256 {fingerprint(file)}")


def _keyring(context: typer.Context) -> "Keyring":
    from assistant.wyoming.keyring import Keyring

    return Keyring(shared_of(context).config.satellites)
