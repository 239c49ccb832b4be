"""Values of the skill contract as JSON, so that nothing but data crosses between two processes."""

import json
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from pydantic import TypeAdapter

from dialog.schedule import Appointment
from dialog.skill import Bid, Choices, Message, Reply, Request
from nlu import Interpretation

_KIND = "$"
_MOST_DIGITS = 100
_INTERPRETATION = TypeAdapter(Interpretation)
_APPOINTMENT = TypeAdapter(Appointment)


def packed(value: Any) -> Any:
    """A value as plain JSON values; what JSON has no word for carries its kind.

    Raises:
        TypeError: For a value that the contract does not know.
    """
    match value:
        case None | bool() | int() | float() | str():
            return value
        case datetime() | date() | time():
            return {_KIND: type(value).__name__, "is": value.isoformat()}
        case timedelta():
            return {_KIND: "timedelta", "is": value.total_seconds()}
        case Decimal():
            return {_KIND: "Decimal", "is": str(value)}
        case frozenset() | set():
            return {_KIND: "frozenset", "is": [packed(item) for item in sorted(value)]}
        case tuple():
            kind = "Choices" if isinstance(value, Choices) else "tuple"
            return {_KIND: kind, "is": [packed(item) for item in value]}
        case list():
            return [packed(item) for item in value]
        case Message():
            return {_KIND: "Message", "is": [value.id, packed(dict(value.args))]}
        case Appointment():
            return {_KIND: "Appointment", "is": _APPOINTMENT.dump_python(value, mode="json")}
        case Mapping():
            return {str(key): packed(item) for key, item in value.items()}
    raise TypeError(f"a {type(value).__name__} cannot leave a skill's process")


def unpacked(value: Any) -> Any:
    """The value that :func:`packed` made plain."""
    if isinstance(value, list):
        return [unpacked(item) for item in value]
    if not isinstance(value, dict):
        return value
    if _KIND not in value:
        return {key: unpacked(item) for key, item in value.items()}
    held = value["is"]
    match value[_KIND]:
        case "datetime":
            return datetime.fromisoformat(held)
        case "date":
            return date.fromisoformat(held)
        case "time":
            return time.fromisoformat(held)
        case "timedelta":
            return timedelta(seconds=held)
        case "Decimal":
            number = Decimal(held)
            if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
                raise ValueError("a skill's process sent a number that nobody can read")
            return number
        case "frozenset":
            return frozenset(unpacked(held))
        case "Choices":
            return Choices(unpacked(held))
        case "tuple":
            return tuple(unpacked(held))
        case "Message":
            return Message(held[0], unpacked(held[1]))
        case "Appointment":
            return _APPOINTMENT.validate_python(held)
    raise ValueError(f"a skill's process sent a value of unknown kind {value[_KIND]!r}")


def packed_request(request: Request) -> dict[str, Any]:
    """A request, with the time it is made at in place of its clock."""
    return {
        "interpretation": _INTERPRETATION.dump_python(request.interpretation, mode="json"),
        "now": packed(request.clock.now()),
        "context": packed([dict(turn) for turn in request.context]),
        "confirmed": request.confirmed,
    }


def unpacked_interpretation(plain: Any) -> Interpretation:
    """An interpretation that came with a request."""
    return _INTERPRETATION.validate_python(plain)


def packed_bid(bid: Bid | None) -> Any:
    """A bid, or none."""
    if bid is None:
        return None
    return [bid.skill, bid.score, bid.evidence, list(bid.missing), packed(bid.action), bid.risk]


def unpacked_bid(plain: Any) -> Bid | None:
    """The bid again."""
    if plain is None:
        return None
    skill, score, evidence, missing, action, risk = plain
    return Bid(str(skill), float(score), str(evidence), tuple(missing), unpacked(action), float(risk))


def packed_reply(reply: Reply) -> Any:
    """A reply."""
    messages = [packed(message) for message in reply.messages]
    return [
        messages,
        reply.done,
        reply.expects,
        packed(dict(reply.data)),
        packed(dict(reply.undo)),
        packed(reply.confirm),
    ]


def unpacked_reply(plain: Any) -> Reply:
    """The reply again."""
    messages, done, expects, data, undo, confirm = plain
    return Reply(tuple(unpacked(messages)), bool(done), str(expects), unpacked(data), unpacked(undo), unpacked(confirm))


def line(message: Mapping[str, Any]) -> bytes:
    """One message as one line."""
    return json.dumps(message, ensure_ascii=False).encode("utf-8") + b"\n"
