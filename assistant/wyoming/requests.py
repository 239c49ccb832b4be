"""What clients ask for, read from their events."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from wyoming.event import Event

from assistant.errors import AssistantError
from assistant.protocol.wire import malformed
from dialog.utterance import Origin

Context = dict[str, Any] | None
_PHRASES = 64
_PHRASE = 64
_LABEL = 128


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """What a client says about the speech to come.

    Attributes:
        language: ISO 639-1; empty where it may be any that the recogniser hears.
        phrases: Likelier than usual.
    """

    language: str = ""
    phrases: tuple[str, ...] = ()


def wanted_of(event: Event, heard: Collection[str]) -> SpeechRequest:
    """Read ``transcribe``.

    Args:
        event: From the client.
        heard: Languages that the recogniser hears.

    Raises:
        AssistantError: ``language.unknown``.
    """
    language = _text(event.data.get("language")).replace("_", "-").partition("-")[0].lower()
    if language and language not in heard:
        known = ", ".join(sorted(heard))
        raise AssistantError("language.unknown", f"The recogniser does not hear {language!r}.", f"It hears {known}.")
    return SpeechRequest(language, (*_phrases(event, "transcript_names"), *_phrases(event, "transcript_terms")))


def text_of(event: Event, most: int) -> str:
    """The text of an event.

    Args:
        event: From the client.
        most: Characters.

    Raises:
        AssistantError: ``wire.malformed``, ``text.too_long``.
    """
    text = event.data.get("text")
    if not isinstance(text, str):
        raise malformed("no text")
    if len(text) > most:
        raise AssistantError("text.too_long", f"The text is longer than {most} characters.", "Send less at once.")
    return text


def voice_language_of(event: Event) -> str:
    """The language that ``synthesize`` wants to be spoken; empty where it does not say."""
    voice = event.data.get("voice")
    return _text(voice.get("language")) if isinstance(voice, dict) else ""


def context_of(event: Event) -> Context:
    """What the client wants to find in the answer again."""
    context = event.data.get("context")
    return context if isinstance(context, dict) else None


def origin_of(context: Context, client: str, connection: str) -> Origin:
    """Who speaks, and where: what the client says of it, within what it is known to be.

    Whatever a client says, it cannot take another's conversation, nor be another's device.

    Args:
        context: Of the request; Home Assistant names its ``conversation_id``, and the ``device_id`` where it has one.
        client: Who the client is known to be: a satellite's name, or an address.
        connection: What its conversation is called where it names none.
    """
    said = {name: _label(value) for name, value in (context or {}).items()}
    device, conversation = said.get("device_id"), said.get("conversation_id")
    return Origin(
        device=f"satellite {client} {device}" if device else f"satellite {client}",
        area=said.get("area", ""),
        person=said.get("person", ""),
        session=f"satellite {client} {conversation}" if conversation else f"satellite {connection}",
    )


def wake_words_of(event: Event, known: Collection[str]) -> tuple[str, ...]:
    """The wake words that ``detect`` names; all that are known where it names none.

    Raises:
        AssistantError: ``wake.unknown``.
    """
    names = tuple(name for name in _list(event, "names") if isinstance(name, str))
    if unknown := set(names) - set(known):
        raise AssistantError("wake.unknown", f"There is no wake word {sorted(unknown)[0]!r}.", "Send describe.")
    return names or tuple(known)


def _phrases(event: Event, key: str) -> tuple[str, ...]:
    return tuple(one for one in _list(event, key)[:_PHRASES] if isinstance(one, str) and 0 < len(one) <= _PHRASE)


def _list(event: Event, key: str) -> list[Any]:
    value = event.data.get(key)
    return value if isinstance(value, list) else []


def _label(value: object) -> str:
    """A name as it can be kept: not too long, and without half characters, which fit no file."""
    return _text(value)[:_LABEL].encode(errors="replace").decode()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
