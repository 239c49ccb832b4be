"""A short spoken conversation through the whole assistant, printed turn by turn."""

from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.config import Config
from assistant.events import Event, SpeechEnded
from assistant.rehearsal import joined, rehearsing, spoken
from assistant.report import TurnReport, report
from runtime import Audio
from tts.wav import write_wav

_LINES = (
    "What time is it in Tokyo?",
    "Set a timer.",
    "Ten minutes.",
    "Add milk to my shopping list.",
    "The purple Monday swims under a ladder.",
    "What is twelve times nine?",
)
_SNR = 20.0


async def play(config: Config, record: Path | None, console: Console | None = None) -> list[TurnReport]:
    """Say the lines, in noise, and print what the assistant makes of each.

    Args:
        config: Settings; the locale is English, because the voice that plays the user is.
        record: A WAV file for the whole conversation, or none.
        console: Where it is printed; stdout where absent.

    Returns:
        One report for each line.
    """
    out = console or Console(highlight=False, markup=False)
    reports: list[TurnReport] = []
    heard: list[Audio] = []
    async with rehearsing(config.model_copy(update={"locale": "en-US"})) as rehearsal:
        out.print("Six spoken turns: a voice in noise, through microphone frames to the spoken reply.\n")
        for number, line in enumerate(_LINES, start=1):
            said = spoken(rehearsal.rooms.voice, line, _SNR, seed=number)
            rehearsal.tape.chunks.clear()
            events = await rehearsal.turn(said)
            turn = report(events)
            reports.append(turn)
            heard += [said, rehearsal.tape.audio()]
            out.print(_table(number, line, turn, events))
    if record is not None:
        write_wav(record, joined(heard, 24_000))
        out.print(f"The conversation is in {record}.")
    return reports


def _table(number: int, line: str, turn: TurnReport, events: tuple[Event, ...]) -> Table:
    table = Table.grid(padding=(0, 2))
    slots = "  ".join(f"{slot.name}={slot.text}" for slot in turn.slots)
    spans = turn.milliseconds
    stages = "  ".join(f"{name} {value:.0f}" for name, value in spans.items() if name != "first_audio")
    silence = next((event.silence for event in events if isinstance(event, SpeechEnded)), 0.0)
    rows = [
        ("user", line),
        ("heard", turn.heard or "nothing"),
        ("understood", f"{turn.intent} {turn.confidence:.2f}  {slots}" if turn.intent else "-"),
        ("decided", f"{turn.decision} {turn.skill}" if turn.decision else "-"),
        ("said", turn.reply or turn.message or "-"),
        ("ms", f"{stages}  (endpoint after {1000 * silence:.0f} ms)"),
        ("", f"end of speech to first audio: {spans['first_audio']:.0f} ms" if "first_audio" in spans else "no audio"),
    ]
    for position, (name, value) in enumerate(rows):
        table.add_row(f"{number}" if position == 0 else "", name, value)
    table.add_row()
    return table
