"""`assistant journal`: what was said and done, for its owner to read, export and delete."""

import json
import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.context import Shared, shared_of
from assistant.cli.output import DONE, FAILED, USAGE, complain, print_json, say

if TYPE_CHECKING:
    from dialog.journal_entry import JournalEntry
    from dialog.redaction import Redactor

program = typer.Typer(
    help="Read, export and delete what was said and done.", rich_markup_mode=None, no_args_is_help=True
)
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON lines.")]


@program.command(name="list")
def list_turns(
    context: typer.Context,
    last: Annotated[int, typer.Option(min=1, help="How many turns.")] = 20,
    as_json: AsJson = False,
) -> None:
    """List the latest turns: what was heard, what was done, and how you took it."""
    from dialog.redaction import as_record

    entries = shared_of(context).rooms.journal.entries(last=last)
    if not entries:
        say("The journal is empty.", err=True)
    reactions = _reactions(entries)
    for entry in entries:
        if as_json:
            print_json(as_record(entry) | {"reaction": reactions.get(entry.turn, "")})
            continue
        taken = f" → “{entry.rewriting.offered}”" if entry.rewriting.used else ""
        reaction = f"  ({reactions[entry.turn]})" if reactions.get(entry.turn, "none") != "none" else ""
        outcome = f"{entry.answer.decision.kind}, {entry.answer.skill or 'the dialogue'}"
        say(f"{entry.turn:>5}  {entry.at:%Y-%m-%d %H:%M}  “{entry.text}”{taken}  {outcome}{reaction}")


@program.command()
def show(
    context: typer.Context,
    turn: Annotated[int, typer.Argument(help="Number of the turn, as `list` prints it.")],
    as_json: AsJson = False,
) -> int:
    """Print everything about one turn."""
    from dialog.redaction import as_record

    journal = shared_of(context).rooms.journal
    entry = journal.entry(turn)
    if entry is None:
        return complain(f"The journal has no turn {turn}. See: assistant journal list", USAGE)
    reaction = _reactions(journal.entries()).get(turn, "")
    record = as_record(entry) | {"reaction": reaction}
    if as_json:
        print_json(record)
    else:
        for name, value in record.items():
            shown = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            say(f"{name:<13}{shown}")
    return DONE


@program.command()
def export(
    context: typer.Context,
    out: Annotated[Path, typer.Argument(help="Write JSON lines here; only you can read the file.")],
    raw: Annotated[bool, typer.Option("--raw", help="Keep numbers, e-mail addresses and names.")] = False,
) -> None:
    """Write all turns to a file, with placeholders for numbers, e-mail addresses and names."""
    from dialog.redaction import as_record

    shared = shared_of(context)
    entries = shared.rooms.journal.entries()
    record = as_record if raw else _redactor(shared).record
    reactions = _reactions(entries)
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        os.fchmod(stream.fileno(), 0o600)
        for entry in entries:
            row: dict[str, Any] = record(entry) | {"reaction": reactions.get(entry.turn, "")}
            stream.write(json.dumps(row, ensure_ascii=False) + "\n")
    say(f"Turns written to {out}: {len(entries)}.", err=True)


@program.command()
def forget(
    context: typer.Context,
    turns: Annotated[list[int] | None, typer.Argument(help="Numbers of turns.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="The whole journal.")] = False,
    before: Annotated[datetime | None, typer.Option(help="All turns before this time.")] = None,
    learned: Annotated[bool, typer.Option("--learned", help="Also what was learned from them.")] = False,
) -> int:
    """Delete turns for good."""
    if not (turns or everything or before or learned):
        return complain("What should be forgotten? Give numbers of turns, --before TIME, --all or --learned.", USAGE)
    rooms = shared_of(context).rooms
    gone = 0
    if turns:
        gone += rooms.journal.delete(turns=turns)
        rooms.recordings.delete(turns=turns)
    if everything or before:
        until = before.replace(tzinfo=rooms.clock.zone) if before else None
        gone += rooms.journal.delete(before=until)
        rooms.recordings.delete(before=until)
    say(f"Turns deleted: {gone}.", err=True)
    if learned:
        say(f"Rewrites deleted: {rooms.learning.memory.forget()}.", err=True)
    rooms.backups.remake(rooms.clock.now().date())
    if rooms.database.holds_deleted:
        return complain(
            "Another program reads the state just now, so that what was deleted still lies in the write-ahead log. A "
            "running assistant overwrites it within ten minutes after that program lets go; else its next start does.",
            FAILED,
        )
    return DONE


@program.command()
def sound(
    context: typer.Context,
    turn: Annotated[int, typer.Argument(help="Number of the turn, as `list` prints it.")],
    out: Annotated[Path, typer.Argument(help="Write the FLAC file here; only you can read it.")],
) -> int:
    """Write the recording of a turn to a file, decrypted where there is a key."""
    content = shared_of(context).rooms.recordings.sound(turn)
    if content is None:
        return complain(f"No recording of turn {turn} is kept.", USAGE)
    with os.fdopen(os.open(out, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
        stream.write(content)
    return DONE


@program.command()
def key(out: Annotated[Path, typer.Argument(help="Write the key here.")]) -> None:
    """Make a key. Name its file in [privacy] journal_key, and turns are encrypted from then on."""
    from dialog.journal_seal import make_key

    make_key(out)
    say(f"The key is in {out}. Without it the journal cannot be read.", err=True)


def _reactions(entries: "tuple[JournalEntry, ...]") -> dict[int, str]:
    """How each turn was taken."""
    from dialog.learning.judgement import as_judged, judge, split

    sessions = split(entry for entry in entries if entry.locale)
    return {verdict.entry.turn: verdict.reaction for session in sessions for verdict in judge(session, as_judged)}


def _redactor(shared: Shared) -> "Redactor":
    from dialog.redaction import Redactor
    from dialog.skill import Naming

    contacts = shared.rooms.dialog.skills.get("contacts")
    return Redactor(contacts.names() if isinstance(contacts, Naming) else ())
