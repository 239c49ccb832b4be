"""One turn in summary, put together from its events."""

from collections.abc import Iterable
from typing import Any

from pydantic import BaseModel, ConfigDict

from assistant.events import (
    Decided,
    Event,
    Failed,
    FinalTranscript,
    Interpreted,
    Interrupted,
    Rewritten,
    SkillFinished,
    TextEntered,
    TurnFinished,
)


class SlotReport(BaseModel):
    """A slot and its words."""

    model_config = ConfigDict(frozen=True)

    name: str
    text: str


class TurnReport(BaseModel):
    """What happened in one turn.

    Attributes:
        turn: Its number.
        heard: The words, spoken or typed; empty where there were none.
        rewritten: What they were taken as by a learned rewrite; empty for none.
        locale: Language of the answer.
        intent: Likeliest intent; empty where nothing was understood.
        confidence: Of the intent.
        slots: In the order of the text.
        decision: What the dialogue did; empty where it did not come to that.
        cause: Why.
        skill: Who answered.
        reply: What was said.
        done: Whether the wish was carried out.
        expects: Slot the assistant waits for; ``confirm`` or ``which`` for such a question; empty for none.
        interrupted: Whether the answer was cut off.
        error: Code of the first error; empty for none.
        message: The error in words, with its remedy.
        milliseconds: For each stage.
    """

    model_config = ConfigDict(frozen=True)

    turn: int = 0
    heard: str = ""
    rewritten: str = ""
    locale: str = ""
    intent: str = ""
    confidence: float = 0.0
    slots: tuple[SlotReport, ...] = ()
    decision: str = ""
    cause: str = ""
    skill: str = ""
    reply: str = ""
    done: bool = False
    expects: str = ""
    interrupted: bool = False
    error: str = ""
    message: str = ""
    milliseconds: dict[str, float] = {}


def report(events: Iterable[Event]) -> TurnReport:
    """Sum a turn up.

    Args:
        events: Those of one turn, in order.
    """
    found: dict[str, Any] = {}
    for event in events:
        found["turn"] = event.turn
        match event:
            case FinalTranscript(transcript=transcript):
                found["heard"] = transcript.text
            case TextEntered(text=text, locale=locale):
                found |= {"heard": text, "locale": locale}
            case Rewritten(after=after):
                found["rewritten"] = after
            case Interpreted(interpretation=meaning):
                found |= {
                    "intent": meaning.intent,
                    "confidence": round(meaning.confidence, 4),
                    "slots": tuple(SlotReport(name=slot.name, text=slot.text) for slot in meaning.slots),
                }
            case Decided(decision=decision, skill=skill):
                found |= {"decision": decision.kind, "cause": decision.cause.value, "skill": skill}
            case SkillFinished(text=text, locale=locale, done=done, expects=expects):
                found |= {"reply": text, "locale": locale, "done": done, "expects": expects}
            case Interrupted():
                found["interrupted"] = True
            case Failed(code=code, message=message, remedy=remedy):
                found.setdefault("error", code)
                found.setdefault("message", f"{message} {remedy}".strip())
            case TurnFinished(milliseconds=milliseconds):
                found["milliseconds"] = milliseconds
    return TurnReport(**found)
