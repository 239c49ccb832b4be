"""`assistant satellites`: who may come from other machines."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of

if TYPE_CHECKING:
    from assistant.keyring import Keyring

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


@program.command()
def relay(
    assistant: Annotated[str, typer.Argument(help="HOST:PORT of the assistant on the other machine.")],
    key: Annotated[Path, typer.Option(help="File that holds the satellite's key.")],
    fingerprint: Annotated[str, typer.Option(help="Of the assistant's certificate, for TLS.")] = "",
    port: Annotated[int, typer.Option(help="Where it listens on this machine.")] = 10_700,
) -> None:
    """Let programs that know only plain Wyoming, such as Home Assistant, reach an assistant on another machine."""
    import asyncio

    from assistant.errors import AssistantError
    from assistant.wyoming.relay import Assistant, Relay

    host, _, number = assistant.rpartition(":")
    if not host or not number.isdecimal():
        raise AssistantError("relay.address", f"'{assistant}' is no address.", "Write HOST:PORT.")
    try:
        text = key.read_text(encoding="ascii").strip()
    except (OSError, ValueError) as error:
        raise AssistantError("relay.key", f"No key can be read from {key}: {error}.", "Check --key.") from error

    async def run() -> None:
        passing = Relay(Assistant(host, int(number), fingerprint.removeprefix("SHA-256 ")), text)
        await passing.check()
        async with passing.serving(port) as listening:
            typer.echo(f"127.0.0.1:{listening} leads to {assistant}.", err=True)
            await asyncio.Event().wait()

    asyncio.run(run())


def _keyring(context: typer.Context) -> "Keyring":
    from assistant.keyring import Keyring

    return Keyring(shared_of(context).config.satellites)
