"""Train a student on labelled utterances; stop and go on at any moment."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

import torch
from pydantic import BaseModel, ConfigDict
from torch import nn

from lab.nlu.training import augmentation
from lab.nlu.training.batches import IGNORED, Batch, Item, encode, in_order, shuffled
from lab.nlu.training.massive import Example
from lab.nlu.training.objective import Joint
from lab.nlu.training.rounding import compute_exactly, round_products
from lab.nlu.training.workers import Workers
from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer

Progress = Callable[[int, int, float], None]
"""Called after each step with the step, the number of steps and the smoothed loss."""


class Schedule(BaseModel):
    """How long and how fast to train.

    Attributes:
        seed: Fixes first weights, order and augmentation.
        epochs: Passes over the data.
        batch: Utterances a step.
        rate: Peak learning rate of the body.
        head_rate: Peak learning rate of the two heads.
        warmup: Share of the steps in which the rate rises; then it falls linearly to zero.
        decay: Weight decay.
        respelled: Share of utterances shown in their other spelling.
        refilled: Share of utterances shown with other values in their slots.
        taught: Weight of the teacher's opinion of what is meant; the label has the rest.
        rounded: Share of the steps, the last ones, that compute with 8-bit matrices and inputs as the export will.
        checkpoint_seconds: Time between checkpoints.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    seed: int = 7
    epochs: float = 6
    batch: int = 64
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.08
    decay: float = 0.01
    respelled: float = 0.2
    refilled: float = 0.0
    taught: float = 0.0
    rounded: float = 0.0
    checkpoint_seconds: float = 180.0


class Point(BaseModel):
    """A point of the training curve.

    Attributes:
        step: Steps done.
        loss: Smoothed training loss.
        cpu_seconds: Spent so far, by all processes together.
        intent: Intent accuracy on the held-out utterances, in percent.
        exact_match: Share of them with intent and all slots right, in percent.
    """

    step: int
    loss: float
    cpu_seconds: float
    intent: float | None = None
    exact_match: float | None = None


@dataclass(slots=True)
class Fitting:
    """A training in progress.

    Attributes:
        student: The network being trained.
        schedule: The plan it follows.
        steps: Length of the plan.
        objective: Maps the student and a batch to the loss; what it learns itself is trained too.
        workers: The processes that train it together.
        step: Steps done.
        curve: Loss and held-out scores over time.
    """

    student: StudentNetwork
    schedule: Schedule
    steps: int
    objective: nn.Module = field(default_factory=Joint)
    workers: Workers = field(default_factory=Workers)
    step: int = 0
    cpu_seconds: float = 0.0
    curve: list[Point] = field(default_factory=list)
    dense: torch.optim.AdamW = field(init=False)
    sparse: torch.optim.SparseAdam = field(init=False)

    def __post_init__(self) -> None:
        own = self.objective.parameters()
        heads = [*self.student.intent.parameters(), *self.student.slot.parameters(), *own]
        pieces = list(self.student.pieces.parameters())
        known = {id(value) for value in (*heads, *pieces)}
        body = [value for value in self.student.parameters() if id(value) not in known]
        self.dense = torch.optim.AdamW(
            [{"params": body, "peak": self.schedule.rate}, {"params": heads, "peak": self.schedule.head_rate}],
            lr=self.schedule.rate,
            weight_decay=self.schedule.decay,
            fused=True,
        )
        # A batch holds a few hundred of the pieces: only their rows are touched.
        self.student.pieces.sparse = True
        self.sparse = torch.optim.SparseAdam([{"params": pieces, "peak": self.schedule.rate}], lr=self.schedule.rate)

    def save(self, file: Path) -> None:
        """Write a checkpoint; the file is always whole."""
        state = {
            "student": self.student.state_dict(),
            "objective": self.objective.state_dict(),
            "dense": self.dense.state_dict(),
            "sparse": self.sparse.state_dict(),
            "step": self.step,
            "cpu_seconds": self.cpu_seconds,
            "curve": [point.model_dump() for point in self.curve],
        }
        file.parent.mkdir(parents=True, exist_ok=True)
        partial = file.with_suffix(".partial")
        torch.save(state, partial)
        partial.replace(file)

    def load(self, file: Path) -> None:
        """Go on from a checkpoint; only tensors and plain values are read from it."""
        state = torch.load(file, weights_only=True)
        self.student.load_state_dict(state["student"])
        self.objective.load_state_dict(state["objective"])
        self.dense.load_state_dict(state["dense"])
        self.sparse.load_state_dict(state["sparse"])
        self.step, self.cpu_seconds = state["step"], state["cpu_seconds"]
        self.curve = [Point.model_validate(point) for point in state["curve"]]

    def advance(self, batch: Batch) -> float:
        """Take one step; returns the loss."""
        # A resumed training drops the same units, and no two processes do.
        torch.manual_seed((self.schedule.seed * 1_000_003 + self.step) * self.workers.size + self.workers.rank)
        share = self.step / self.steps
        ramp = min(share / self.schedule.warmup, (1 - share) / (1 - self.schedule.warmup))
        optimisers: tuple[torch.optim.Optimizer, ...] = (self.dense, self.sparse)
        for optimiser in optimisers:
            optimiser.zero_grad()
            for group in optimiser.param_groups:
                group["lr"] = group["peak"] * ramp
        self.student.train()
        if share >= 1 - self.schedule.rounded:
            round_products(self.student)
        with torch.autocast("cpu", torch.bfloat16):
            loss = self.objective(self.student, batch)
        torch.autograd.backward(loss)
        self.workers.average([*self.student.parameters(), *self.objective.parameters()])
        torch.nn.utils.clip_grad_norm_([value for group in self.dense.param_groups for value in group["params"]], 1.0)
        for optimiser in optimisers:
            optimiser.step()
        self.step += 1
        return float(loss.detach())


def held_out_scores(student: StudentNetwork, batches: Sequence[Batch]) -> tuple[float, float] | None:
    """Intent accuracy and exact match over utterances that are not trained on, in percent; none of no utterances."""
    if not batches:
        return None
    student.eval()
    total, intents, exact = 0, 0, 0
    with torch.inference_mode(), torch.autocast("cpu", torch.bfloat16):
        for batch in batches:
            intent, slots = student(batch.ids, batch.mask)
            right = intent.argmax(-1) == batch.intent
            whole = ((slots.argmax(-1) == batch.slots) | (batch.slots == IGNORED)).all(-1)
            total += len(right)
            intents += int(right.sum())
            exact += int((right & whole).sum())
    return 100 * intents / total, 100 * exact / total


def fit(
    student: StudentNetwork,
    examples: Sequence[Example],
    held_out: Sequence[Example],
    tokenizer: PieceTokenizer,
    labels: Labels,
    schedule: Schedule,
    checkpoint: Path,
    progress: Progress,
    objective: nn.Module | None = None,
) -> Fitting:
    """Train to the end of the schedule, from the checkpoint if there is one.

    Started by ``torchrun``, each process takes other batches of the same epoch, and a step is one of each.

    Args:
        student: With its first weights.
        examples: The train partition.
        held_out: Some utterances of the dev partition, for the curve alone.
        tokenizer: Of the student.
        labels: Of the student.
        schedule: How long and how fast.
        checkpoint: File to resume from and to write every few minutes.
        progress: Called after each step.
        objective: What to make small, where it is not ``Joint``.
    """
    workers = Workers.joined()
    per_epoch = max(1, -(-len(examples) // schedule.batch) // workers.size)
    fitting = Fitting(student, schedule, int(per_epoch * schedule.epochs), objective or Joint(), workers)
    if checkpoint.exists():
        fitting.load(checkpoint)
    unseen = list(in_order([encode(each, tokenizer, labels) for each in held_out], schedule.batch, tokenizer.pad))

    def mark() -> None:
        if workers.rank:
            return
        intent, exact = held_out_scores(student, unseen) or (None, None)
        seconds = fitting.cpu_seconds
        fitting.curve.append(
            Point(step=fitting.step, loss=smoothed, cpu_seconds=seconds, intent=intent, exact_match=exact)
        )
        fitting.save(checkpoint)

    known = augmentation.values(examples)
    smoothed, saved = 0.0, time.monotonic()
    while fitting.step < fitting.steps:
        epoch, done = divmod(fitting.step, per_epoch)
        items = _items(examples, known, tokenizer, labels, schedule, epoch)
        batches = shuffled(items, schedule.batch, tokenizer.pad, schedule.seed + epoch, workers.size)
        for batch in islice(batches, done * workers.size + workers.rank, per_epoch * workers.size, workers.size):
            if fitting.step >= fitting.steps:
                break
            before = time.process_time()
            loss = fitting.advance(batch)
            fitting.cpu_seconds += (time.process_time() - before) * workers.size
            smoothed = loss if not smoothed else 0.98 * smoothed + 0.02 * loss
            progress(fitting.step, fitting.steps, smoothed)
            if fitting.step % 100 == 0:
                fitting.curve.append(Point(step=fitting.step, loss=smoothed, cpu_seconds=fitting.cpu_seconds))
            if time.monotonic() - saved > schedule.checkpoint_seconds:
                mark()
                saved = time.monotonic()
    if not fitting.curve or fitting.curve[-1].step < fitting.step:
        mark()
    compute_exactly(student)
    return fitting


def _items(
    examples: Sequence[Example],
    known: augmentation.Values,
    tokenizer: PieceTokenizer,
    labels: Labels,
    schedule: Schedule,
    epoch: int,
) -> list[Item]:
    chance = random.Random(schedule.seed * 1000 + epoch)
    shown = (
        augmentation.augmented(example, chance, schedule.respelled, schedule.refilled, known) for example in examples
    )
    return [encode(example, tokenizer, labels) for example in shown]
