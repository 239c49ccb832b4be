"""`assistant doctor`: what works on this machine, and what to do about the rest."""

from typing import Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, FAILED, print_json


def add_to(program: typer.Typer) -> None:
    """Register the command."""
    program.command()(doctor)


def doctor(
    context: typer.Context, as_json: Annotated[bool, typer.Option("--json", help="Print JSON lines.")] = False
) -> int:
    """Check what works on this machine, and how to mend the rest."""
    from assistant.doctor import examine

    findings = examine(shared_of(context).rooms)
    for finding in findings:
        if as_json:
            print_json(finding.model_dump())
        else:
            mark = {"good": "ok  ", "notice": "note", "bad": "BAD "}[finding.verdict]
            typer.echo(f"{mark} {finding.subject}: {finding.found}{f' -> {finding.remedy}' if finding.remedy else ''}")
    return FAILED if any(finding.verdict == "bad" for finding in findings) else DONE
