"""`assistant ask` and `assistant understand`: typed language in, an answer or a meaning out."""

from pathlib import Path
from typing import Annotated

import typer

from assistant.cli.context import Shared, shared_of
from assistant.cli.output import DONE, code_of, complain, print_json, say

Locale = Annotated[str | None, typer.Option(help="Language of the text, such as de-DE; by default yours.")]
Json = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def add_to(program: typer.Typer) -> None:
    """Register the commands."""
    program.command()(ask)
    program.command()(understand)


def ask(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What you would say.")],
    locale: Locale = None,
    as_json: Json = False,
) -> int:
    """Take one typed turn, and print the reply."""
    from assistant.single_turn import typed_turn
    from assistant.workers import run

    found = run(typed_turn(shared_of(context).rooms, required(text), locale))
    if as_json:
        print_json(found.model_dump(mode="json"))
    elif found.reply:
        if found.rewritten:
            say(f"I took that as: {found.rewritten}", err=True)
        say(found.reply)
    return complain(found.message, code_of(found.error)) if found.error else DONE


def understand(
    context: typer.Context,
    text: Annotated[str | None, typer.Argument(help="What you would say.")] = None,
    locale: Locale = None,
    batch: Annotated[Path | None, typer.Option(help="Read JSON lines with utt and locale, as in MASSIVE.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the lines here, each with its prediction.")] = None,
    as_json: Json = False,
) -> None:
    """Print intent, slots and confidence of a text, or of each line of a file."""
    shared = shared_of(context)
    if batch is not None and out is not None and text is None:
        from assistant.batch import understand_lines

        count = understand_lines(shared.rooms.student, batch, out)
        say(f"{count} lines written to {out}.", err=True)
    elif text is not None and batch is None and out is None:
        _understand_one(shared, required(text), locale or shared.config.locale, as_json)
    else:
        raise typer.BadParameter("give either a TEXT, or both --batch and --out.")


def _understand_one(shared: Shared, text: str, locale: str, as_json: bool) -> None:
    from nlu.student import annotated

    meaning = shared.rooms.student.understand(text, locale)
    if as_json:
        import dataclasses

        print_json(dataclasses.asdict(meaning) | {"intent": meaning.intent, "confidence": meaning.confidence})
    else:
        say(f"{meaning.intent}  {meaning.confidence:.2f}\n{annotated(meaning)}")


def required(text: str) -> str:
    """The text without what no text has in it, or an error where nothing is left."""
    from assistant.errors import AssistantError
    from runtime.plain_text import plain

    if not plain(text).strip():
        raise AssistantError("text.empty", "The text is empty.", "Write what you would say.")
    return plain(text)
