"""Several processes train one network."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import torch

from lab.nlu.training.workers import Workers

ROOT = Path(__file__).parents[3]  # the laboratory runs from a checkout
WORKER = """
import sys, torch
from pathlib import Path
from nlu.annotation import parse
from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.shape import StudentShape
from lab.nlu.training.fit import Schedule, fit
from lab.nlu.training.massive import Example

torch.manual_seed(1)
tokenizer = PieceTokenizer(Path(sys.argv[1]))
shape = StudentShape(
    pieces=tokenizer.size, intents=2, slots=1, depth=1, heads=2, hidden=32, intermediate=64, embedding=32
)
texts = ["wake me at five", "how is the weather", "wake me at nine", "is it sunny"] * 4
examples = [Example(str(n), "en-US", "ab"[n % 2], parse(text, text)) for n, text in enumerate(texts)]
done = fit(
    StudentNetwork(shape), examples, (), tokenizer, Labels(("a", "b"), ("O",)), Schedule(epochs=3, batch=2),
    Path(sys.argv[2]) / "checkpoint.pt", lambda *_: None,
)
torch.save(done.student.state_dict(), Path(sys.argv[2]) / f"{done.workers.rank}.pt")
done.workers.first(lambda: (Path(sys.argv[2]) / "first").open("a").write("once "))
assert (Path(sys.argv[2]) / "first").read_text() == "once "
sys.stdout.write(f"{done.step}\\n")  # in one piece: both write at once
"""


def test_alone_a_worker_changes_no_gradient() -> None:
    value = torch.ones(2, requires_grad=True)
    value.grad = torch.tensor([1.0, 3.0])
    Workers().average([value])
    assert value.grad.tolist() == [1.0, 3.0]


@pytest.mark.skipif(sys.platform == "win32", reason="torchrun's rendezvous is not there on Windows")
def test_two_processes_end_at_the_same_weights_in_half_the_steps(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text(WORKER)
    pieces = Path(__file__).parents[2] / "nlu" / "tokenizer.json"
    run = [sys.executable, "-m", "torch.distributed.run", "--standalone", "--nproc-per-node", "2"]
    done = subprocess.run(
        [*run, str(worker), str(pieces), str(tmp_path)],
        capture_output=True,
        text=True,
        timeout=240,
        env={**os.environ, "OMP_NUM_THREADS": "1", "PYTHONPATH": str(ROOT)},
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.split() == ["12", "12"]
    first, second = (torch.load(tmp_path / f"{rank}.pt", weights_only=True) for rank in (0, 1))
    for name, value in first.items():
        torch.testing.assert_close(value, second[name], rtol=0, atol=1e-6)
    assert (tmp_path / "checkpoint.pt").exists()
