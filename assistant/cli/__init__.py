"""The ``assistant`` command."""

import logging
import sys
from typing import TYPE_CHECKING

from assistant.cli.output import DONE, FAILED, USAGE, complain, exit_code
from runtime.errors import RoomError
from runtime.residency import share_arenas

if TYPE_CHECKING:
    from typer import Typer


def main() -> None:
    """Run the command line and leave with 0 (done), 1 (failure) or 2 (bad usage or input)."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command.

    Args:
        arguments: As typed, without the program's name.

    Returns:
        The exit code.
    """
    from assistant.cli.program import program

    share_arenas()
    return run_program(program, "assistant", arguments)


def run_program(program: "Typer", name: str, arguments: list[str]) -> int:
    """Run one command of a program.

    Args:
        program: Has the commands.
        name: As it is typed.
        arguments: What is typed behind it.

    Returns:
        The exit code. Every error is one line on stderr; ``--debug`` adds where it came from.
    """
    from typer.exceptions import Abort, TyperException

    try:
        return int(program(arguments, prog_name=name, standalone_mode=False) or DONE)
    except RoomError as error:
        _trace()
        return complain(str(error), exit_code(error))
    except TyperException as error:
        return complain(f"{error.format_message()} See: {name} --help", USAGE)
    except (Abort, KeyboardInterrupt):
        return complain("Stopped.", FAILED)
    except BrokenPipeError:
        sys.stderr.close()
        return FAILED
    except Exception as error:
        _trace()
        return complain(f"{type(error).__name__}: {error}. Use --debug to see where.", FAILED)


def _trace() -> None:
    logging.getLogger("assistant").debug("The command failed", exc_info=True)
