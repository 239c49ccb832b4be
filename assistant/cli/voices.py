"""`assistant voices`, `assistant learn voice` and `assistant bench tts`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli import bench, learn
from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record

if TYPE_CHECKING:
    from rich.tree import Tree

    from assistant.bench.tts import TtsRecord
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
def check(
    context: typer.Context,
    voice: Name,
    device: Annotated[str, typer.Option(help="Where its networks run: auto, cpu, cuda or fixed.")] = "auto",
) -> None:
    """Load a voice, have it say a word, and hold its streamed speech against the cpu's speech made at once."""
    from typing import cast

    from runtime import Device
    from tts.seams import seam_snr
    from tts.voices import open_addon

    folder, store = _folder(voice), shared_of(context).rooms.store
    opened = open_addon(folder, store, cast(Device, device))
    seconds = sum(chunk.audio.seconds for chunk in opened.stream("Hello."))
    typer.echo(f"{opened.name}: fits together, and said hello in {seconds:.2f} s of sound.")
    seams = seam_snr(opened, open_addon(folder, store, "cpu"))
    typer.echo(f"Streamed equals one-shot to {min(seams.values()):.0f} dB at {len(seams)} lengths around chunk edges.")


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
    device: Annotated[list[str] | None, typer.Option(help="Only these runtimes: cpu, cuda, fixed.")] = None,
    sentences: Annotated[int, typer.Option(min=0, max=100, help="Sentences for the round trip.")] = 100,
    alone: Annotated[bool, typer.Option(help="Leave out other programs, such as flite.")] = False,
    piper_voice: Annotated[Path | None, typer.Option(help="Piper's voice file, to measure it too.")] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the record into this file.")] = None,
    into: Annotated[Path | None, typer.Option(help="Put the scores into this record, beside its others.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The record on stdout instead of a table.")] = False,
) -> None:
    """Time to first audio, onset, real-time factor, memory, seams and round-trip word errors of voices and programs."""
    from assistant.bench.speakers import OTHERS, Entry
    from assistant.bench.tts import TtsRecord, measure
    from assistant.progress import step_bar
    from runtime import devices

    root = shared_of(context).rooms.store.root
    here = [one.device for one in devices() if one.available and (not device or one.device in device)]
    entries = [Entry(name, where, root) for name in voice or _scored_voices() for where in here]
    entries += [Entry(name, None, piper_voice) for name in (() if alone else OTHERS)]
    chosen = "".join(f" --voice {name}" for name in voice or ()) + "".join(f" --device {name}" for name in device or ())
    command = f"assistant bench tts{chosen} --sentences {sentences}{' --alone' * alone}"
    with step_bar() as stepped:
        record = measure(shared_of(context).rooms.store, entries, sentences, command, stepped)
    if into is not None:
        merged = TtsRecord.model_validate_json(into.read_text("utf-8")).with_scores_of(record)
        write_record(merged, into)
    write_record(record, out)
    if as_json:
        print_json(record.model_dump(mode="json"))
    else:
        _print_scores(record)


def _scored_voices() -> list[str]:
    """The voices that the sentences suit: English ones, Japanese ones, and those of many languages."""
    from tts.addon import read_addon
    from tts.voices import addon_folder, voice_names

    return [name for name in voice_names() if {"en", "ja", "*"} & set(read_addon(addon_folder(name)).languages)]


def _print_scores(record: "TtsRecord") -> None:
    from rich.console import Console
    from rich.table import Table

    words = [str(count) for count in record.voices[0].first_audio_ms] if record.voices else []
    headings = ("voice", "runtime", *words, "onset ms", "× real", "MB", "seams dB", "WER %", "skip", "repeat")
    table = Table(*headings, title="Processor milliseconds to the first audio of a text of so many words")
    for one in record.voices:
        heard = one.understanding
        round_trip = (f"{heard.wer:.2f}", str(heard.skipped), str(heard.repeated)) if heard else ("", "", "")
        seams = f"{one.seams.least:.0f}" if one.seams else ""
        first = [f"{taken:.1f}" for taken in one.first_audio_cpu_ms.values()]
        figures = (f"{one.onset_ms:.0f}", f"{one.realtime:.3f}", f"{one.memory_mb:.0f}", seams, *round_trip)
        table.add_row(one.voice, one.runtime, *first, *figures)
    Console(width=140).print(table)
    for name, why in record.skipped.items():
        typer.echo(f"skipped: {name}: {why}")


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
