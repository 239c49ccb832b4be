"""Which runtime each stage should take on this machine, from what was measured on it."""

from collections.abc import Sequence

from pydantic import BaseModel, ConfigDict

from runtime.measure import Spread
from runtime.session import Device


class Contender(BaseModel):
    """A stage on a runtime.

    Attributes:
        stage: Such as ``nlu``.
        device: The runtime.
        threads: Intra-op threads.
        description: What it is on this machine.
        why_not: Why it could not be measured, or must not be chosen; empty where it may be.
        first_open: Seconds to open it for the first time, with whatever is compiled then.
        open: Seconds to open it again in a new process.
        milliseconds: For one piece of the stage's work.
        ratio: Its processor time over that of the cpu on one thread, taken by turns: the middle one of ``ratios``.
        ratios: In each of some processes, ascending.
        real_time: Seconds of work for a second of sound; absent where a stage has none.
        agreement: Share of the work whose outcome is that of the cpu, from 0 to 1.
        resident_mb: Memory of a process that runs the stage alone, in 10^6 bytes.
        padding: Share of the computed places that were padding.
        artefact_mb: What its networks take on disk as this runtime loads them, in 10^6 bytes.
    """

    model_config = ConfigDict(frozen=True)

    stage: str
    device: Device
    threads: int = 1
    description: str
    why_not: str = ""
    first_open: float | None = None
    open: float | None = None
    milliseconds: Spread | None = None
    ratio: float | None = None
    ratios: tuple[float, ...] = ()
    real_time: float | None = None
    agreement: float | None = None
    resident_mb: float | None = None
    padding: float | None = None
    artefact_mb: float | None = None


class Placement(BaseModel):
    """What a stage should take.

    Attributes:
        stage: The stage.
        device: The runtime.
        ratio: Its processor time over the cpu's.
        why: The reason, in one line.
    """

    model_config = ConfigDict(frozen=True)

    stage: str
    device: Device
    ratio: float
    why: str


def decide(candidates: Sequence[Contender], least_agreement: float = 0.9, least_gain: float = 0.05) -> Placement:
    """Choose for one stage: the quickest that does what the cpu does; the cpu where the gain is too small to matter.

    Args:
        candidates: Of one stage, the cpu among them; those of one thread count.
        least_agreement: Share of the work that must come out as on the cpu.
        least_gain: Share of the cpu's time that another runtime must save.
    """
    others = [one for one in candidates if one.device != "cpu" and one.threads == 1 and not one.why_not]
    sound = {one.ratio: one for one in others if one.ratio is not None and (one.agreement or 0.0) >= least_agreement}
    ratio = min(sound, default=1.0)
    if ratio > 1 - least_gain:
        return Placement(stage=candidates[0].stage, device="cpu", ratio=1.0, why="no other runtime is quicker")
    best = sound[ratio]
    why = f"{ratio:.2f} of the cpu's time, {best.agreement:.0%} of the outcomes the same"
    return Placement(stage=best.stage, device=best.device, ratio=ratio, why=why)
