"""What came of a script."""

from typing import Any

from pydantic import BaseModel, ConfigDict, InstanceOf

from assistant.report import TurnReport
from runtime import Audio


class StepResult(BaseModel):
    """One step, done.

    Attributes:
        title: The step in a few words.
        turn: What happened in it; empty for a wait or a restart.
        announced: Alarms, timers and reminders that came due.
        problems: Each expectation that was not met, in words.
        notes: What is worth knowing but no failure: a latency over its budget.
        events: Everything that happened, as plain values.
        said: What the user said, where it was sound.
        reply: What the assistant said, where it was sound.
    """

    model_config = ConfigDict(frozen=True)

    title: str
    turn: TurnReport
    announced: str = ""
    problems: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    events: tuple[dict[str, Any], ...] = ()
    said: InstanceOf[Audio] | None = None
    reply: InstanceOf[Audio] | None = None


class ScriptResult(BaseModel):
    """One run of a script.

    Attributes:
        file: Where it is.
        name: What it shows.
        steps: As far as it came.
        seconds: Real time it took.
    """

    model_config = ConfigDict(frozen=True)

    file: str
    name: str
    steps: tuple[StepResult, ...]
    seconds: float

    @property
    def problems(self) -> tuple[str, ...]:
        """Those of all steps, with the step's number and title."""
        return tuple(
            f"step {number} ({step.title}): {problem}"
            for number, step in enumerate(self.steps, start=1)
            for problem in step.problems
        )
