"""`assistant learned`: what was learned from rephrases."""

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, FAILED, USAGE, complain, print_json, say

if TYPE_CHECKING:
    from dialog.learning.memory import Learned, Record

program = typer.Typer(
    help="See, block and undo what the assistant has learned from you.", rich_markup_mode=None, no_args_is_help=True
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]
Text = Annotated[str, typer.Argument(help="What is heard, as `list` prints it.")]
Language = Annotated[str, typer.Option(help="Its language, such as en; by default the one in your settings.")]


@program.command(name="list")
def list_rewrites(
    context: typer.Context,
    everything: Annotated[bool, typer.Option("--all", help="Also blocked and dropped ones.")] = False,
    as_json: AsJson = False,
) -> None:
    """List what is heard, and what it is taken as."""
    memory = shared_of(context).rooms.learning.memory
    if memory.stopped:
        say("Nothing is rewritten: the kill switch is on. To turn it off: assistant learned start", err=True)
    shown = [learned for learned in memory.all() if everything or learned.state == "live"]
    if not shown:
        say("Nothing that was learned is in use." if memory.all() else "Nothing has been learned yet.", err=True)
    for learned in shown:
        rewrite = learned.evidence.rewrite
        if as_json:
            print_json(asdict(learned.circle) | {"state": learned.state} | _evidence(learned))
        else:
            state = "" if learned.state == "live" else f"  ({learned.state})"
            where = f"  on {learned.circle.device} only" if learned.circle.device else ""
            say(f"{learned.circle.language}  “{rewrite.source}” → “{rewrite.target}”{where}{state}")


@program.command()
def explain(context: typer.Context, text: Text, language: Language = "", as_json: AsJson = False) -> int:
    """Say why a rewrite was learned, how well it works, and everything that happened to it."""
    from dialog.learning.turn import key

    shared = shared_of(context)
    memory, source = shared.rooms.learning.memory, key(text)
    code = language or shared.config.locale.partition("-")[0]
    found = [learned for learned in memory.all(code) if learned.evidence.rewrite.source == source]
    records = [record for record in memory.records(last=10_000) if record.source == source]
    if not found:
        return complain(f"Nothing was learned for “{text}”. See: assistant learned list --all", USAGE)
    for learned in found:
        if as_json:
            print_json(asdict(learned.circle) | {"state": learned.state} | _evidence(learned))
        else:
            _explain(learned)
    for record in records:
        if as_json:
            print_json(_record(record))
        else:
            say(f"{record.at:%Y-%m-%d %H:%M}  {record.action}: “{record.target}”, {record.why}")
    return DONE


@program.command()
def log(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="How many changes.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List every change: what was learned, blocked, dropped or allowed again, when and why."""
    for record in shared_of(context).rooms.learning.memory.records(last=last):
        if as_json:
            print_json(_record(record))
        else:
            what = f"“{record.source}” → “{record.target}”, " if record.source else ""
            say(f"{record.at:%Y-%m-%d %H:%M}  {record.circle.language:<3}{record.action}: {what}{record.why}")


@program.command()
def block(context: typer.Context, text: Text, language: Language = "") -> None:
    """Never take this for something else again."""
    shared = shared_of(context)
    code = language or shared.config.locale.partition("-")[0]
    blocked = shared.rooms.learning.memory.block(code, text, "blocked by the user")
    say(f"“{text}” is no longer taken as “{blocked.evidence.rewrite.target}”.", err=True)


@program.command()
def undo(context: typer.Context) -> int:
    """Take the latest change back: block what was learned, allow what was blocked."""
    memory = shared_of(context).rooms.learning.memory
    changes = [record for record in memory.records(last=1000) if record.action in ("learned", "allowed", "blocked")]
    if not changes:
        return complain("Nothing has been learned yet.", FAILED)
    last = changes[-1]
    if last.action == "blocked":
        memory.allow(last.circle.language, last.source, "the block was undone by the user")
        say(f"“{last.source}” is taken as “{last.target}” again.", err=True)
    else:
        memory.block(last.circle.language, last.source, "undone by the user", circle=last.circle)
        say(f"“{last.source}” is no longer taken as “{last.target}”.", err=True)
    return DONE


@program.command()
def refresh(context: typer.Context, as_json: AsJson = False) -> None:
    """Learn from the journal now; a running assistant does this at its start and once a day."""
    refreshed = shared_of(context).rooms.learn()
    say(f"Turns judged: {refreshed.judged}.", err=True)
    for circle, changes in refreshed.changes.items():
        for change in changes:
            if as_json:
                print_json(asdict(circle) | asdict(change))
            else:
                say(f"{circle.language}  {change.action}: “{change.source}” → “{change.target}”, {change.why}")


@program.command()
def stop(context: typer.Context) -> None:
    """Turn on the kill switch: from now on, no running assistant rewrites anything."""
    shared_of(context).rooms.learning.memory.stop(True)


@program.command()
def start(context: typer.Context) -> None:
    """Turn off the kill switch."""
    shared_of(context).rooms.learning.memory.stop(False)


def _evidence(learned: "Learned") -> dict[str, Any]:
    rewrite = asdict(learned.evidence.rewrite) | {"witnesses": sorted(learned.evidence.rewrite.witnesses)}
    return {"rewrite": rewrite, "trial": asdict(learned.evidence.trial)}


def _record(record: "Record") -> dict[str, Any]:
    said = {"action": record.action, "source": record.source, "target": record.target, "why": record.why}
    return {"at": record.at.isoformat(timespec="seconds")} | asdict(record.circle) | said


def _explain(learned: "Learned") -> None:
    rewrite, trial = learned.evidence.rewrite, learned.evidence.trial
    say(f"“{rewrite.source}” → “{rewrite.target}” ({learned.circle.language}, {learned.state})")
    say(f"  meant {rewrite.source_meaning}; is taken as {rewrite.target_meaning}")
    say(f"  {100 * rewrite.direct:.0f} % of users who say it end satisfied right there, ", nl=False)
    say(f"{100 * rewrite.through:.0f} % through what it is taken as")
    say(
        f"  behind it: {rewrite.support:.1f} rephrases, {rewrite.days} days, on: {', '.join(sorted(rewrite.witnesses))}"
    )
    say(f"  with it {trial.treated.defects:.1f} of {trial.treated.turns:.0f} turns went wrong; without it ", nl=False)
    say(f"a share of {trial.control.mean:.2f}, by the miner's estimate and the control turns")
    say(f"  probability that it does harm: {trial.harm:.2f}")
