"""`assistant daemon`: the assistant as a service."""

import typer

from assistant.cli.context import shared_of


def add_to(program: typer.Typer) -> None:
    """Register the command."""
    program.command()(daemon)


def daemon(context: typer.Context) -> None:
    """Run as a service: listen, answer, and serve Wyoming clients. SIGHUP reads the settings again."""
    import asyncio

    from assistant.config import load_config
    from assistant.daemon.logs import log_as_json
    from assistant.daemon.service import Daemon

    shared = shared_of(context)
    log_as_json("debug" if shared.debug else "info")

    async def run() -> None:
        await Daemon(lambda: load_config(shared.path)).run()

    asyncio.run(run())
