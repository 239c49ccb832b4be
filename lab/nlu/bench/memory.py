"""What understanding alone takes of a machine's memory: a fresh interpreter that does nothing else."""

import json
import subprocess
import sys
from collections.abc import Sequence

import psutil
from pydantic import BaseModel, ConfigDict

from assistant.errors import AssistantError

_CHILD = "import sys\nfor line in sys.stdin:\n    exec(line)\n    print(flush=True)"
_PATIENCE = 60.0


class Memory(BaseModel):
    """Megabytes (2^20 bytes) that became resident after the interpreter itself was there.

    Attributes:
        interpreter: Resident before anything of ours was imported; not part of the others.
        engine: With numpy and ONNX Runtime, which the stages of an assistant share.
        imported: With the modules.
        opened: With the network and the table of pieces.
        used: After some utterances, without the pages that only loading needed: the assistant gives them back too.
        unshared: Of ``used``, what no other process could share (libraries and mapped files can be).
    """

    model_config = ConfigDict(frozen=True)

    interpreter: float
    engine: float
    imported: float
    opened: float
    used: float
    unshared: float


def measure_memory(utterances: Sequence[tuple[str, str]]) -> Memory:
    """Understand some (text, locale) pairs in a process of its own.

    Raises:
        AssistantError: ``bench.failed``.
    """
    steps = (
        "import time",
        "import numpy, onnxruntime",
        "from nlu.student import open_student",
        "student = open_student('cpu')",
        "from runtime.residency import release_unused_pages; release_unused_pages()",
        f"for pair in {json.dumps(list(utterances))}: student.understand(*pair)",
    )
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        sizes = [_after(child, step) for step in steps]
    finally:
        child.kill()
        child.wait(_PATIENCE)
    (bare, alone), *_ = sizes
    engine, imported, opened, _, used = (round(resident - bare, 1) for resident, _ in sizes[1:])
    return Memory(
        interpreter=round(bare, 1),
        engine=engine,
        imported=imported,
        opened=opened,
        used=used,
        unshared=round(sizes[-1][1] - alone, 1),
    )


def _after(child: "subprocess.Popen[str]", step: str) -> tuple[float, float]:
    """Resident and unshared megabytes once the child has done a step."""
    assert child.stdin and child.stdout and child.stderr
    try:
        child.stdin.write(step + "\n")
        child.stdin.flush()
        answered = child.stdout.readline()
    except BrokenPipeError:
        answered = ""
    if not answered:
        raise AssistantError("bench.failed", f"The measured process ended: {child.stderr.read()[-300:]}")
    memory = psutil.Process(child.pid).memory_full_info()
    return memory.rss / 2**20, memory.uss / 2**20
