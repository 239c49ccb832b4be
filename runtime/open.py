"""From what a stage asks for to a session that runs, and the reason where they differ."""

import logging
import weakref
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from runtime.backend import Backend, DeviceReport
from runtime.background import BackgroundSession
from runtime.cpu import Cpu
from runtime.cuda import Cuda
from runtime.errors import RuntimeRoomError
from runtime.fixed import Fixed
from runtime.graph import Graph, GraphSpec
from runtime.recording import RecordingSession, Samples
from runtime.session import Choice, Device, Placed, Session

logger = logging.getLogger(__name__)

BACKENDS: tuple[Backend, ...] = (Cpu(), Cuda(), Fixed())
_samples: Samples | None = None
_most = 0
_threads = 1
_opened: list[tuple[weakref.ref[Placed], Graph | None]] = []


def devices() -> tuple[DeviceReport, ...]:
    """What each runtime says about this machine."""
    return tuple(backend.probe() for backend in BACKENDS)


def probe(device: Device) -> DeviceReport:
    """What one runtime says about this machine; for ``auto``, the one it takes.

    Raises:
        RuntimeRoomError: ``runtime.unknown``.
    """
    return _wanted(device).probe()


def sessions() -> tuple[Placed, ...]:
    """Every network this process has open, in order; each knows its spec and what it asked for and got."""
    return tuple(session for reference, _ in _opened if (session := reference()) is not None)


def graphs() -> tuple[Graph, ...]:
    """The networks of the sessions that are open, each once."""
    known = {graph.spec.name: graph for reference, graph in _opened if graph and reference() is not None}
    return tuple(known.values())


def require_as_asked(stage: str, device: Device) -> None:
    """Check that no open network of a stage that asked for a runtime fell back to another.

    Raises:
        RuntimeRoomError: ``runtime.unavailable``.
    """
    for session in sessions():
        of_stage = session.spec.name.startswith(f"{stage}.") and session.choice.asked == device
        if of_stage and session.choice.fell_back:
            raise _unavailable(stage, session.choice.why)


def open_runtime(
    graph: Graph, device: Device = "auto", *, strict: bool = False, threads: int | None = None, soon: bool = True
) -> Session:
    """Load a network where the stage wants it.

    Args:
        graph: The network.
        device: The wanted runtime; ``auto`` takes the CPU, which has the lowest latency for one small network.
        strict: Raise where the wanted runtime is not to be had, instead of falling back to the CPU.
        threads: Intra-op threads; as `use_threads` says where absent.
        soon: Whether it is needed soon; otherwise it is loaded in the background.

    Returns:
        A session whose ``choice`` tells what was asked, what was got, and why.

    Raises:
        RuntimeRoomError: ``runtime.unknown`` for a name that is no runtime; ``runtime.unavailable`` when strict, or
            when not even the CPU can run it; ``model.missing``, ``model.corrupt`` or ``graph.mismatch``.
    """
    wanted, threads = _wanted(device), threads or _threads
    report = wanted.probe()
    why_not = report.why or wanted.lacks(graph)
    if not why_not:
        why = "the quickest for one small network" if device == "auto" else "as asked"
        choice = Choice(device, wanted.device, _described(report, threads), fell_back=False, why=why)
        return _open(wanted, graph, choice, threads, soon)
    if strict or wanted.device == "cpu":
        raise _unavailable(graph.spec.name.partition(".")[0], _why_not(wanted, why_not))
    cpu = _backend("cpu")
    why = _why_not(wanted, why_not)
    logger.warning("%s runs on the cpu: %s", graph.spec.name, why)
    choice = Choice(device, "cpu", _described(cpu.probe(), threads), fell_back=True, why=why)
    return _open(cpu, graph, choice, threads, soon)


class Elsewhere:
    """A network that a library of its own runs on the cpu; it is known as the others are.

    Args:
        name: Unique in its stage.
        asked: Where it was wanted.
        described: What runs it, as a person understands it.
    """

    def __init__(self, name: str, asked: Device, described: str) -> None:
        self.spec = GraphSpec(name, (), ())
        fell_back = asked not in ("auto", "cpu")
        why = _why_not(_backend(asked), _backend(asked).probe().why) if fell_back else "as published"
        self.choice = Choice(asked, "cpu", described, fell_back, why)
        _opened.append((weakref.ref(self), None))


def _open(backend: Backend, graph: Graph, choice: Choice, threads: int, soon: bool) -> Session:
    load = partial(backend.open, graph, choice, threads)
    session = load() if soon else BackgroundSession(graph.spec, choice, load)
    session = RecordingSession(session, _samples, _most) if _samples is not None else session
    _opened.append((weakref.ref(session), graph))
    return session


def use_threads(count: int) -> None:
    """Intra-op threads of networks opened from now on; one is quickest on a machine that does other things too."""
    global _threads
    _threads = count


@contextmanager
def recording(most: int = 6) -> Iterator[Samples]:
    """Networks opened within keep up to ``most`` of the inputs that they are given; for one thread at a time."""
    global _samples, _most
    _samples, _most = {}, most
    try:
        yield _samples
    finally:
        _samples = None


def _wanted(device: Device) -> Backend:
    return _backend("cpu" if device == "auto" else device)


def _backend(device: str) -> Backend:
    for backend in BACKENDS:
        if backend.device == device:
            return backend
    names = ", ".join(["auto", *(backend.device for backend in BACKENDS)])
    raise RuntimeRoomError("runtime.unknown", f"There is no runtime {device!r}.", f"Use one of: {names}.")


def _why_not(backend: Backend, why: str) -> str:
    return f"runtime {backend.device!r} is not available: {why}"


def _unavailable(stage: str, why: str) -> RuntimeRoomError:
    remedy = f"(Set [runtime] {stage} to 'auto' or another runtime.)"
    return RuntimeRoomError("runtime.unavailable", f"stage {stage}: {why}", remedy)


def _described(report: DeviceReport, threads: int) -> str:
    return f"{report.description}, {threads} thread{'s' * (threads > 1)}"
