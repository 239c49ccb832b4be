"""`assistant daemon`: the assistant as a service."""

import typer

from assistant.cli.context import shared_of

_LONGEST_STOP = 15.0  # seconds, of which the last words may take five


def add_to(program: typer.Typer) -> None:
    """Register the command."""
    program.command()(daemon)


def daemon(context: typer.Context) -> None:
    """Run as a service: listen, answer, and serve Wyoming clients. SIGHUP reads the settings again."""
    import asyncio
    from functools import partial

    from assistant.config import load_config
    from assistant.daemon.ending import leave_within
    from assistant.daemon.logs import log_as_json
    from assistant.daemon.service import Daemon

    shared = shared_of(context)
    log_as_json("debug" if shared.debug else "info")

    async def run() -> None:
        await Daemon(lambda: load_config(shared.path), stopping=partial(leave_within, _LONGEST_STOP)).run()

    asyncio.run(run())
