"""`assistant script`: scripted conversations, played and judged."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import Shared, shared_of
from assistant.cli.output import DONE, FAILED, print_json, say, writable

if TYPE_CHECKING:
    from assistant.script.result import ScriptResult


def add_to(program: typer.Typer) -> None:
    """Register the command."""
    program.command()(script)


def script(
    context: typer.Context,
    files: Annotated[list[Path], typer.Argument(help="YAML files of conversations.")],
    junit: Annotated[Path | None, typer.Option(help="Write JUnit XML here.")] = None,
    html: Annotated[Path | None, typer.Option(help="Write an HTML page with sound and timelines here.")] = None,
    repeat: Annotated[int, typer.Option(min=1, help="Play everything this many times; count what differs.")] = 1,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object per conversation.")] = False,
) -> int:
    """Play scripted conversations, and compare them with what they expect."""
    from assistant.workers import run

    writable(junit, *files)
    writable(html, *files)
    results = run(_play(shared_of(context), files, repeat))
    for result in results:
        if as_json:
            print_json(result.model_dump(mode="json", exclude={"steps": {"__all__": {"said", "reply"}}}))
        else:
            say(f"{'FAILED' if result.problems else 'ok    '} {result.name} ({result.file})")
            for problem in result.problems:
                say(f"         {problem}")
    _write(results, junit, html)
    _sum_up(results, repeat)
    return FAILED if any(result.problems for result in results) else DONE


async def _play(shared: Shared, files: list[Path], repeat: int) -> "list[ScriptResult]":
    from assistant.networks import Networks
    from assistant.script.reading import read_scripts
    from assistant.script.runner import play

    scripts = [(file, script) for file in files for script in read_scripts(file)]
    networks = Networks(shared.config)
    return [await play(script, file, shared.config, networks) for _ in range(repeat) for file, script in scripts]


def _write(results: "list[ScriptResult]", junit: Path | None, html: Path | None) -> None:
    if junit is not None:
        from assistant.script.junit import write_junit

        write_junit(results, junit)
    if html is not None:
        from assistant.script.page import write_page

        write_page(results, html)


def _sum_up(results: "list[ScriptResult]", repeat: int) -> None:
    failed = sum(bool(result.problems) for result in results)
    say(f"{len(results) - failed} of {len(results)} conversations went as expected.", err=True)
    if repeat > 1:
        outcomes: dict[tuple[str, str], set[tuple[str, ...]]] = {}
        for result in results:
            outcomes.setdefault((result.file, result.name), set()).add(result.problems)
        flaky = sum(len(seen) > 1 for seen in outcomes.values())
        say(f"{flaky} of {len(outcomes)} came out differently in {repeat} runs.", err=True)
