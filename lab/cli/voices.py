"""`python -m lab learn voice` and `python -m lab bench tts`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from assistant.cli.context import shared_of
from assistant.cli.output import print_json, write_record

if TYPE_CHECKING:
    from lab.tts.bench import TtsRecord


def learn_voice(
    context: typer.Context,
    text: Annotated[Path, typer.Option(help="File with a sentence per line, none from a test set.")],
    teacher: Annotated[str, typer.Option(help="The voice to learn from.")] = "heart",
    out: Annotated[Path, typer.Option(help="Write the addons here.")] = Path("voices"),
    work: Annotated[Path, typer.Option(help="Folder for corpus and checkpoints; a training there carries on.")] = Path(
        "checkpoints/voice"
    ),
) -> None:
    """Train our vocoder, parallel voice and attention voice from a teacher."""
    import torch

    from lab.tts.training.release import learn_voices
    from tts.voices import addon_folder, open_addon

    torch.set_num_threads(1)
    lines = text.read_text(encoding="utf-8").splitlines()
    record = learn_voices(open_addon(addon_folder(teacher), shared_of(context).rooms.store), lines, work, out)
    print_json(record)


def bench_tts(
    context: typer.Context,
    voice: Annotated[list[str] | None, typer.Option(help="Only these voices.")] = None,
    device: Annotated[list[str] | None, typer.Option(help="Only these runtimes: cpu, cuda, fixed.")] = None,
    sentences: Annotated[int, typer.Option(min=0, max=100, help="Sentences for the round trip.")] = 100,
    alone: Annotated[bool, typer.Option(help="Leave out other programs, such as flite.")] = False,
    piper_voice: Annotated[Path | None, typer.Option(help="Also measure this Piper voice file.")] = None,
    out: Annotated[Path | None, typer.Option(help="Also write the record to this file.")] = None,
    into: Annotated[Path | None, typer.Option(help="Put the scores into this record, beside the others.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print the record instead of a table.")] = False,
) -> None:
    """Measure the voices: time to first audio, real-time factor, memory, seams, word errors."""
    from assistant.progress import step_bar
    from lab.tts.bench import TtsRecord, measure
    from lab.tts.speakers import OTHERS, Entry
    from runtime import devices

    root = shared_of(context).rooms.store.root
    here = [one.device for one in devices() if one.available and (not device or one.device in device)]
    entries = [Entry(name, where, root) for name in voice or _scored_voices() for where in here]
    entries += [Entry(name, None, piper_voice) for name in (() if alone else OTHERS)]
    chosen = "".join(f" --voice {name}" for name in voice or ()) + "".join(f" --device {name}" for name in device or ())
    command = f"python -m lab bench tts{chosen} --sentences {sentences}{' --alone' * alone}"
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
