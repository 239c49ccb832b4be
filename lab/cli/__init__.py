"""The commands of the laboratory."""

import sys

from assistant.cli import run_program


def main() -> None:
    """Run the command line and leave with 0 (done), 1 (failure) or 2 (bad usage or input)."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command; see `assistant.cli.run`.

    Args:
        arguments: As typed, without the program's name.
    """
    from lab.cli.program import program

    return run_program(program, "python -m lab", arguments)
