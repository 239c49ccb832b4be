"""`assistant listen`, `assistant transcribe` and `assistant speak`: sound in, sound out."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import DONE, code_of, complain, exit_code, print_json, say, writable

if TYPE_CHECKING:
    from assistant.app import Rooms

Files = Annotated[list[Path], typer.Argument(help="Recordings: WAV, FLAC, Ogg or MP3, any rate, any channels.")]
Locale = Annotated[str | None, typer.Option(help="The language spoken; by default those in your settings.")]
Json = Annotated[bool, typer.Option("--json", help="Print one JSON object per file.")]


def add_to(program: typer.Typer) -> None:
    """Register the commands."""
    for command in (listen, transcribe, speak):
        program.command()(command)


def listen(
    context: typer.Context,
    files: Files,
    reply: Annotated[Path | None, typer.Option(help="Write the spoken replies to this WAV file.")] = None,
    locale: Locale = None,
    as_json: Json = False,
) -> int:
    """Take one spoken turn per recording, and print the replies."""
    from assistant.single_turn import spoken_turns
    from assistant.workers import run

    code, reply = DONE, writable(reply, *files)
    for record in run(spoken_turns(_rooms(context, locale), files, reply)):
        if as_json:
            print_json(record.model_dump(mode="json"))
        elif record.turn:
            say(f"{record.file}: {record.heard or 'nothing heard'}\n  {record.reply}")
        if record.error:
            code = max(code, complain(record.message, code_of(record.error)))
    return code


def transcribe(context: typer.Context, files: Files, locale: Locale = None, as_json: Json = False) -> int:
    """Print what is said in each recording."""
    from assistant.transcription import transcribe_file

    rooms = _rooms(context, locale)
    return _each(files, lambda file: transcribe_file(rooms, file), as_json)


def speak(
    context: typer.Context,
    text: Annotated[str, typer.Argument(help="What to say.")],
    out: Annotated[Path, typer.Option("-o", "--out", help="Write this WAV file.")],
    voice: Annotated[str | None, typer.Option(help="Use another voice.")] = None,
    ssml: Annotated[bool, typer.Option("--ssml", help="The text is a <speak> document.")] = False,
) -> None:
    """Speak a text into a WAV file."""
    from assistant.app import Rooms
    from assistant.cli.language import required
    from assistant.transcription import marked_up_speech, write_speech

    config = shared_of(context).config
    writable(out)
    if voice:
        config = config.model_copy(update={"tts": config.tts.model_copy(update={"voice": voice})})
    rooms, said = Rooms(config), required(text)
    seconds = write_speech(marked_up_speech(rooms, said) if ssml else rooms.voice.stream(said), out)
    say(f"{seconds:.2f} s of speech in {out}.", err=True)


def _rooms(context: typer.Context, locale: str | None) -> "Rooms":
    from assistant.app import Rooms

    return Rooms(shared_of(context).config.fixed_to(locale))


def _each(files: list[Path], work: Callable[[Path], dict[str, Any]], as_json: bool) -> int:
    """Do the work for every file; one that fails is reported and does not stop the others."""
    from runtime.errors import RoomError

    code = DONE
    for file in files:
        try:
            record = work(file)
        except RoomError as error:
            code = max(code, complain(str(error), exit_code(error)))
            record = {"file": str(file), "text": "", "error": error.code, "message": str(error)}
        if as_json:
            print_json(record)
        elif "error" not in record:
            say(record["text"] if len(files) == 1 else f"{file}: {record['text']}")
    return code
