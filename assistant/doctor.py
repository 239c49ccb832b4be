"""What works on this machine, what does not, and what to do about it."""

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Literal

import psutil
from pydantic import BaseModel, ConfigDict

from assistant.app import Rooms, needed_models
from assistant.daemon.traces import Traces
from assistant.guard import StageError, guarded
from dialog.quarantine import Quarantine
from locales import inventory, languages
from runtime import RoomError, devices, sessions
from runtime.accelerators import accelerators
from tts.errors import TtsError

_ROOM_FOR_STATE = 50_000_000


class Finding(BaseModel):
    """One thing that was looked at.

    Attributes:
        subject: What.
        verdict: Good; a notice, where something is off but not needed; bad, where something needed does not work.
        found: What was seen.
        remedy: The one line that helps.
    """

    model_config = ConfigDict(frozen=True)

    subject: str
    verdict: Literal["good", "notice", "bad"]
    found: str
    remedy: str = ""


def examine(rooms: Rooms) -> list[Finding]:
    """Look at everything.

    Args:
        rooms: By the settings in force.
    """
    parts = (
        _machine,
        _disk,
        _clock,
        _audio,
        _models,
        _runtimes,
        _state,
        _understanding,
        _fences,
        _voices,
        _languages,
        _extras,
    )
    return [finding for part in parts for finding in _looked_at(part, rooms)]


def _looked_at(part: Callable[[Rooms], Iterator[Finding]], rooms: Rooms) -> Iterator[Finding]:
    """What a part finds, up to where it fails: a doctor is asked just where things are broken."""
    try:
        with guarded("startup"):
            yield from part(rooms)
    except StageError as failure:
        yield _bad(part.__name__.strip("_"), failure.error)


def _bad(subject: str, error: RoomError) -> Finding:
    return Finding(subject=subject, verdict="bad", found=error.message, remedy=error.remedy)


def _machine(_: Rooms) -> Iterator[Finding]:
    memory = psutil.virtual_memory()
    found = f"{psutil.cpu_count()} cores, {memory.total / 2**30:.1f} GiB of memory, {memory.available / 2**30:.1f} free"
    yield Finding(subject="machine", verdict="good", found=found)


def _disk(rooms: Rooms) -> Iterator[Finding]:
    for subject, folder in (("state folder", rooms.config.state), ("models folder", rooms.config.models)):
        free = shutil.disk_usage(_existing(folder)).free
        found = f"{folder}, {free / 1e9:.1f} GB free"
        if free < _ROOM_FOR_STATE:
            yield Finding(subject=subject, verdict="bad", found=found, remedy="Make room on that disk.")
        else:
            yield Finding(subject=subject, verdict="good", found=found)


def _clock(rooms: Rooms) -> Iterator[Finding]:
    now = rooms.clock.now()
    found = f"{now:%Y-%m-%d %H:%M} {now.tzname()}"
    if now.year < 2026:
        yield Finding(subject="clock", verdict="bad", found=found, remedy="Set the machine's clock: alarms go by it.")
    else:
        yield Finding(subject="clock", verdict="good", found=found)


def _audio(_: Rooms) -> Iterator[Finding]:
    try:
        import sounddevice
    except OSError:
        remedy = "sudo apt-get install libportaudio2"
        yield Finding(
            subject="PortAudio", verdict="notice", found="not installed; typing and recordings work", remedy=remedy
        )
        return
    yield Finding(subject="PortAudio", verdict="good", found=sounddevice.get_portaudio_version()[1])
    for kind, subject in (("input", "microphone"), ("output", "speaker")):
        names = [str(device["name"]) for device in sounddevice.query_devices() if device[f"max_{kind}_channels"] > 0]
        if names:
            yield Finding(subject=subject, verdict="good", found=", ".join(names))
        else:
            yield Finding(
                subject=subject, verdict="notice", found="none", remedy="Plug one in to talk with the assistant."
            )


def _models(rooms: Rooms) -> Iterator[Finding]:
    for name in needed_models(rooms.config):
        states = set(rooms.store.verify(name).files.values())
        state = next((state for state in ("corrupt", "missing") if state in states), "")
        if state:
            yield Finding(subject=f"model {name}", verdict="bad", found=state, remedy=f"assistant models fetch {name}")
        else:
            yield Finding(subject=f"model {name}", verdict="good", found="here, hashes match")


def _runtimes(rooms: Rooms) -> Iterator[Finding]:
    asked = rooms.config.runtime.model_dump()
    for device in devices():
        wanted_by = [stage for stage, name in asked.items() if name == device.device]
        if device.available:
            yield Finding(subject=f"runtime {device.device}", verdict="good", found=device.description)
        elif wanted_by:
            remedy = f"Set [runtime] {wanted_by[0]} to auto."
            yield Finding(subject=f"runtime {device.device}", verdict="bad", found=device.why, remedy=remedy)
        else:
            yield Finding(subject=f"runtime {device.device}", verdict="notice", found=f"not available: {device.why}")
    for accelerator in accelerators():
        found = f"{accelerator.why}; it would take {accelerator.needs}"
        remedy = "python -m lab export FOLDER writes what its compiler takes." if accelerator.present else ""
        yield Finding(subject=f"accelerator {accelerator.name}", verdict="notice", found=found, remedy=remedy)


def _state(rooms: Rooms) -> Iterator[Finding]:
    """The file of what must not be lost, its copies, and what in it could not be read."""
    database = rooms.database
    database.check()
    yield Finding(subject="state", verdict="good", found=f"{database.path} can be read")
    if days := rooms.backups.days():
        yield Finding(subject="copies of the state", verdict="good", found=f"{len(days)}, the newest of {days[0]}")
    else:
        remedy = "One is made each day that the assistant runs, or now: assistant state backup"
        yield Finding(subject="copies of the state", verdict="notice", found="none yet", remedy=remedy)
    if aside := Quarantine(database).rows():
        tables = Counter(row.table for row in aside)
        found = "cannot be read: " + ", ".join(f"{count} of {table}" for table, count in tables.items())
        yield Finding(subject="set aside", verdict="notice", found=found, remedy="See: assistant state check")


def _understanding(rooms: Rooms) -> Iterator[Finding]:
    checks: tuple[tuple[str, Callable[[], object]], ...] = (
        ("skills", lambda: _skills(rooms)),
        ("understanding", lambda: ", ".join(sorted(rooms.student.card.locales))),
        ("arbitration", _arbitration),
        ("voice", lambda: f"{rooms.voice.name}, speaks {', '.join(sorted(rooms.voice.languages))}"),
        ("recogniser", lambda: f"{rooms.recognizer.name}, hears {', '.join(sorted(rooms.recognizer.languages))}"),
        ("learning", lambda: _learning(rooms)),
    )
    for subject, look in checks:
        try:
            with guarded("startup"):
                yield Finding(subject=subject, verdict="good", found=str(look()))
        except StageError as failure:
            yield _bad(subject, failure.error)


def _skills(rooms: Rooms) -> str:
    for name, why in rooms.skillset.broken:
        raise RoomError("skill.broken", f"'{name}' cannot be loaded: {why}.", "See: assistant skills list")
    waiting = ", ".join(waiting.skill for waiting in rooms.skillset.waiting)
    return f"{len(rooms.skillset.skills)} loaded" + (waiting and f"; waiting for `assistant skills allow`: {waiting}")


def _fences(rooms: Rooms) -> Iterator[Finding]:
    """Whether the system fences the skills that the user keeps apart."""
    from dialog.isolation import IsolatedSkill

    for skill in rooms.skillset.skills:
        if isinstance(skill, IsolatedSkill):
            lacks = skill.sandbox.lacks
            yield Finding(
                subject=f"skill {skill.manifest.name}",
                verdict="notice" if lacks else "good",
                found=f"in a process of its own, {skill.sandbox.said}",
                remedy="Install bubblewrap, and let it use namespaces." if lacks else "",
            )


def _learning(rooms: Rooms) -> str:
    """Judges the journal as the daily refresh does, so that what that would stumble over is told."""
    if not rooms.config.learning.enabled:
        return "switched off"
    by_language, _ = rooms.learning.judged()
    return f"{sum(len(sessions) for sessions in by_language.values())} conversations in the journal to learn from"


def _voices(rooms: Rooms) -> Iterator[Finding]:
    """What speaks the replies in each language that is spoken here."""
    for locale in dict.fromkeys((rooms.config.locale, *rooms.config.asr.languages)):
        spoken, subject = rooms.dialog.renderer.language_of_replies(locale), f"voice for {locale}"
        try:
            yield Finding(subject=subject, verdict="good", found=f"{rooms.voice_for(spoken).name} speaks {spoken}")
        except TtsError as error:
            yield Finding(
                subject=subject,
                verdict="notice",
                found=f"{error.message} Replies are shown, not spoken.",
                remedy=error.remedy,
            )


def _languages(rooms: Rooms) -> Iterator[Finding]:
    """In which languages it answers, and what those that are spoken here lack."""
    answered = ", ".join(language for language in languages() if inventory(language).answers)
    found = f"understands {len(rooms.student.card.locales)} locales, answers in {answered}; in English elsewhere"
    yield Finding(subject="languages", verdict="good", found=found)
    for language in rooms.config.spoken:
        has = inventory(language)
        missing = (*has.lacking, *(("some replies",) if has.answers else ("replies",)) * bool(has.unsaid))
        if missing:
            remedy = "docs/develop/language.md tells you how to add them."
            yield Finding(
                subject=f"language {language}", verdict="notice", found=f"lacks {', '.join(missing)}", remedy=remedy
            )


def _extras(rooms: Rooms) -> Iterator[Finding]:
    """What the settings want beyond the usual, and what of all that is open fell back to another runtime.

    What the settings do not want is not mentioned.
    """
    kept = list[object]()
    wanted: tuple[tuple[str, Callable[[], object | None]], ...] = (
        ("wake words", rooms.wake_detector),
        ("echo canceller", rooms.echo_canceller),
        ("traces", lambda: Traces.wanted(rooms.config.telemetry)),
    )
    for subject, opened in wanted:
        try:
            if (extra := opened()) is not None:
                kept.append(extra)
                yield Finding(subject=subject, verdict="good", found="installed")
        except RoomError as error:
            yield Finding(subject=subject, verdict="bad", found=error.message, remedy=error.remedy)
    for network in sessions():
        if network.choice.fell_back:
            found = f"{network.choice.device}; {network.choice.why}"
            yield Finding(subject=f"network {network.spec.name}", verdict="notice", found=found)


def _arbitration() -> str:
    from dialog.errors import DialogError
    from dialog.ranking import open_ranker
    from dialog.ranking.card import sha256
    from nlu.student import MODEL

    card = open_ranker().card
    if card.student != sha256(MODEL / "card.json"):
        raise DialogError(
            "arbitration.stale",
            "The arbitration model was made for another language model: it works, but less well.",
            "Make it again: python -m lab learn arbitration.",
        )
    return f"calibrated for {len(card.curves)} skills"


def _existing(folder: Path) -> Path:
    return next(path for path in (folder, *folder.absolute().parents) if path.exists())
