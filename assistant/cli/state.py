"""`assistant state`: the file of what must not be lost, its copies, and what could not be read."""

from datetime import datetime
from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, FAILED, complain

program = typer.Typer(
    help="Check, copy and restore what the assistant keeps.", rich_markup_mode=None, no_args_is_help=True
)


@program.command()
def check(context: typer.Context) -> int:
    """Check the state and its copies, and list what could not be read."""
    from dialog.backups import flaw
    from dialog.quarantine import Quarantine

    rooms = shared_of(context).rooms
    if not rooms.state_file.exists():
        return complain(f"There is no {rooms.state_file} yet.", DONE)
    wrong = flaw(rooms.state_file)
    typer.echo(f"{rooms.state_file}: {wrong or 'sound'}")
    for day in rooms.backups.days():
        typer.echo(f"copy of {day}: {flaw(rooms.backups.of(day)) or 'sound'}")
    if wrong:
        return complain("The state is damaged. Stop the assistant, then: assistant state restore", FAILED)
    for aside in Quarantine(rooms.database).rows():
        typer.echo(f"set aside {aside.at:%Y-%m-%d %H:%M} from {aside.table}: {aside.why}")
    return DONE


@program.command()
def backup(context: typer.Context) -> None:
    """Copy the state now, in the place of today's copy."""
    rooms = shared_of(context).rooms
    typer.echo(rooms.backups.make(rooms.clock.now().date(), again=True))


@program.command()
def restore(
    context: typer.Context,
    day: Annotated[
        datetime | None, typer.Argument(formats=["%Y-%m-%d"], help="Of which copy; the newest sound one.")
    ] = None,
) -> int:
    """Put a copy in the place of the state, which is kept beside it. Stop the assistant first."""
    rooms = shared_of(context).rooms
    rooms.own_state("command")
    restored = rooms.backups.restore(rooms.clock.now(), day.date() if day else None)
    rooms.close()
    if restored.made is None:
        return complain(f"There is no sound copy. The state was moved to {restored.damaged}; you begin anew.", DONE)
    typer.echo(f"The state is that of {restored.made}. What was there before is {restored.damaged}.")
    return DONE


@program.command()
def retry(context: typer.Context) -> None:
    """Put back what was set aside, for a version that can read it."""
    from dialog.quarantine import Quarantine

    rooms = shared_of(context).rooms
    typer.echo(f"Put back: {Quarantine(rooms.database).try_again()}.")
