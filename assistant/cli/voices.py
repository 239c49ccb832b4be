"""`assistant voices`, `assistant learn voice` and `assistant bench tts`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import bench, learn
from assistant.cli.context import shared_of
from assistant.cli.output import print_json

if TYPE_CHECKING:
    from rich.tree import Tree

    from tts.description import Description

program = typer.Typer(help="Voices of this machine.", rich_markup_mode=None, no_args_is_help=True)
Name = Annotated[str, typer.Argument(help="A shipped voice, or the folder of an addon.")]


@program.command("list")
def list_voices() -> None:
    """Name every voice with its languages and architecture."""
    from tts.addon import read_addon
    from tts.voices import addon_folder, languages_of, voice_names

    for name in voice_names():
        addon = read_addon(addon_folder(name))
        languages = sorted(languages_of(addon))
        shown = ", ".join(languages) if len(languages) < 4 else f"{len(languages)} languages"
        typer.echo(f"{name:8} {shown or 'not installed'}: {addon.title}; {addon.architecture}; {addon.licence}")


@program.command()
def check(context: typer.Context, voice: Name) -> None:
    """Load a voice and have it say a word; the first error points into its addon.json."""
    from tts.voices import open_addon

    opened = open_addon(_folder(voice), shared_of(context).rooms.store)
    seconds = sum(chunk.audio.seconds for chunk in opened.stream("Hello."))
    typer.echo(f"{opened.name}: fits together, and said hello in {seconds:.2f} s of sound.")


@program.command()
def describe(context: typer.Context, voice: Name) -> None:
    """Print the stack as a tree, each network with its size, receptive field and runtime."""
    from rich import print as show

    from tts.description import describe_voice
    from tts.voices import open_addon

    show(_tree(describe_voice(open_addon(_folder(voice), shared_of(context).rooms.store))))


@program.command()
def picture(
    context: typer.Context,
    voice: Name,
    out: Annotated[Path, typer.Option("-o", "--out", help="PNG file to write.")],
    text: Annotated[str, typer.Option(help="What it says.")] = "The kitchen timer is set for ten minutes.",
) -> None:
    """Draw the spectrogram of a sentence."""
    from tts.picture import draw_spectrogram
    from tts.voices import open_addon

    draw_spectrogram(open_addon(_folder(voice), shared_of(context).rooms.store), text, out)


@learn.program.command("voice")
def learn_voice(
    context: typer.Context,
    text: Annotated[Path, typer.Option(help="One sentence a line, none of a test set.")],
    teacher: Annotated[str, typer.Option(help="The voice to learn from.")] = "heart",
    out: Annotated[Path, typer.Option(help="Folder that gets the addons.")] = Path("voices"),
    work: Annotated[Path, typer.Option(help="Corpus and checkpoints; a training there goes on.")] = Path(
        "checkpoints/voice"
    ),
) -> None:
    """Train our own vocoder, parallel voice and attention voice from a teacher, and write their addons."""
    import torch

    from tts.training.release import learn_voices
    from tts.voices import addon_folder, open_addon

    torch.set_num_threads(1)
    lines = text.read_text(encoding="utf-8").splitlines()
    record = learn_voices(open_addon(addon_folder(teacher), shared_of(context).rooms.store), lines, work, out)
    print_json(record)


@bench.program.command("tts")
def bench_tts(
    context: typer.Context,
    voice: Annotated[list[str] | None, typer.Option(help="Only these voices.")] = None,
    device: Annotated[str, typer.Option(help="Where networks run: auto, cpu, cuda or fixed.")] = "auto",
    sentences: Annotated[int, typer.Option(min=0, max=100, help="Sentences for the round trip.")] = 100,
    alone: Annotated[bool, typer.Option(help="Leave out other programs, such as flite.")] = False,
    out: Annotated[Path | None, typer.Option(help="Also write the record into this file.")] = None,
) -> None:
    """Time to first audio, onset, real-time factor, memory and round-trip word errors of every voice."""
    import json
    from typing import cast

    from assistant.bench.tts import OTHERS, measure
    from runtime import Device
    from tts.voices import voice_names

    names = voice or [name for name in voice_names() if name != "espeak"]
    beside = () if alone else OTHERS
    record = measure(shared_of(context).rooms.store, names, cast(Device, device), sentences, beside)
    print_json(record.model_dump(mode="json"))
    if out is not None:
        out.write_text(
            json.dumps(record.model_dump(mode="json"), indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
        )


def _folder(voice: str) -> Path:
    from tts.voices import addon_folder

    return Path(voice) if (Path(voice) / "addon.json").is_file() else addon_folder(voice)


def _tree(description: "Description", parent: "Tree | None" = None) -> "Tree":
    from rich.markup import escape
    from rich.tree import Tree

    label = escape(": ".join(part for part in (description.name, description.facts) if part))
    branch = Tree(label) if parent is None else parent.add(label)
    for part in description.parts:
        _tree(part, branch)
    return branch
