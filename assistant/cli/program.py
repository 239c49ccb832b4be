"""All commands of the assistant, and the options they share."""

import typer

from assistant.cli import (
    bench,
    chat,
    config,
    daemon,
    demo,
    doctor,
    journal,
    language,
    learned,
    models,
    runtime,
    satellites,
    script,
    skills,
    speech,
    state,
    voices,
)
from assistant.cli.context import ConfigFile, Debug, share

program = typer.Typer(
    name="assistant",
    help="A voice assistant that runs entirely on this machine. Without a command, it opens the conversation.",
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    invoke_without_command=True,
)


@program.callback()
def shared(context: typer.Context, config: ConfigFile = None, debug: Debug = False) -> None:
    """A voice assistant that runs entirely on this machine. Without a command, it opens the conversation."""
    share(context, config, debug)
    if context.invoked_subcommand is None:
        chat.chat(context)


for group in (chat, daemon, demo, speech, language, script, doctor):
    group.add_to(program)
program.add_typer(models.program, name="models")
program.add_typer(config.program, name="config")
program.add_typer(voices.program, name="voices")
program.add_typer(skills.program, name="skills")
program.add_typer(bench.program, name="bench")
program.add_typer(journal.program, name="journal")
program.add_typer(learned.program, name="learned")
program.add_typer(state.program, name="state")
program.add_typer(runtime.program, name="runtime")
program.add_typer(satellites.program, name="satellites")
