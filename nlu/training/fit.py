"""Train a student on labelled utterances; stop and go on at any moment."""

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import torch
from pydantic import BaseModel, ConfigDict
from torch import Tensor
from torch.nn import functional

from nlu.labels import Labels
from nlu.network import StudentNetwork
from nlu.pieces import PieceTokenizer
from nlu.training import augmentation
from nlu.training.batches import IGNORED, Batch, Item, encode, shuffled
from nlu.training.massive import Example

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
    checkpoint_seconds: float = 180.0


class Point(BaseModel):
    """A point of the training curve."""

    step: int
    loss: float
    cpu_seconds: float


@dataclass(slots=True)
class Fitting:
    """A training in progress.

    Attributes:
        student: The network being trained.
        schedule: The plan it follows.
        steps: Length of the plan.
        step: Steps done.
        curve: Loss over time.
    """

    student: StudentNetwork
    schedule: Schedule
    steps: int
    step: int = 0
    cpu_seconds: float = 0.0
    curve: list[Point] = field(default_factory=list)
    optimiser: torch.optim.AdamW = field(init=False)

    def __post_init__(self) -> None:
        heads = [*self.student.intent.parameters(), *self.student.slot.parameters()]
        known = {id(value) for value in heads}
        body = [value for value in self.student.parameters() if id(value) not in known]
        self.optimiser = torch.optim.AdamW(
            [{"params": body, "peak": self.schedule.rate}, {"params": heads, "peak": self.schedule.head_rate}],
            lr=self.schedule.rate,
            weight_decay=self.schedule.decay,
        )

    def save(self, file: Path) -> None:
        """Write a checkpoint; the file is always whole."""
        state = {
            "student": self.student.state_dict(),
            "optimiser": self.optimiser.state_dict(),
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
        self.optimiser.load_state_dict(state["optimiser"])
        self.step, self.cpu_seconds = state["step"], state["cpu_seconds"]
        self.curve = [Point.model_validate(point) for point in state["curve"]]

    def advance(self, batch: Batch) -> float:
        """Take one step; returns the loss."""
        torch.manual_seed(self.schedule.seed * 1_000_003 + self.step)  # a resumed training drops the same units
        share = self.step / self.steps
        ramp = min(share / self.schedule.warmup, (1 - share) / (1 - self.schedule.warmup))
        for group in self.optimiser.param_groups:
            group["lr"] = group["peak"] * ramp
        self.student.train()
        with torch.autocast("cpu", torch.bfloat16):
            intent, slots = self.student(batch.ids, batch.mask)
        loss = joint_loss(intent.float(), slots.float(), batch)
        self.optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(self.student.parameters(), 1.0)
        self.optimiser.step()
        self.step += 1
        return float(loss.detach())


def joint_loss(intent: Tensor, slots: Tensor, batch: Batch) -> Tensor:
    """Cross-entropy of the intent plus that of the slots of all units."""
    of_intent = functional.cross_entropy(intent, batch.intent, label_smoothing=0.05)
    of_slots = functional.cross_entropy(slots.flatten(0, 1), batch.slots.flatten(), ignore_index=IGNORED)
    return of_intent + 2 * of_slots


def fit(
    student: StudentNetwork,
    examples: Sequence[Example],
    tokenizer: PieceTokenizer,
    labels: Labels,
    schedule: Schedule,
    checkpoint: Path,
    progress: Progress,
) -> Fitting:
    """Train to the end of the schedule, from the checkpoint if there is one.

    Args:
        student: With its first weights.
        examples: The train partition.
        tokenizer: Of the student.
        labels: Of the student.
        schedule: How long and how fast.
        checkpoint: File to resume from and to write every few minutes.
        progress: Called after each step.
    """
    per_epoch = -(-len(examples) // schedule.batch)
    fitting = Fitting(student, schedule, steps=int(per_epoch * schedule.epochs))
    if checkpoint.exists():
        fitting.load(checkpoint)
    smoothed, saved = 0.0, time.monotonic()
    while fitting.step < fitting.steps:
        epoch, done = divmod(fitting.step, per_epoch)
        items = _items(examples, tokenizer, labels, schedule, epoch)
        for place, batch in enumerate(shuffled(items, schedule.batch, tokenizer.pad, schedule.seed + epoch)):
            if place < done:
                continue
            if fitting.step >= fitting.steps:
                break
            before = time.process_time()
            loss = fitting.advance(batch)
            fitting.cpu_seconds += time.process_time() - before
            smoothed = loss if not smoothed else 0.98 * smoothed + 0.02 * loss
            progress(fitting.step, fitting.steps, smoothed)
            if fitting.step % 100 == 0:
                fitting.curve.append(Point(step=fitting.step, loss=smoothed, cpu_seconds=fitting.cpu_seconds))
            if time.monotonic() - saved > schedule.checkpoint_seconds:
                fitting.save(checkpoint)
                saved = time.monotonic()
    fitting.save(checkpoint)
    return fitting


def _items(
    examples: Sequence[Example], tokenizer: PieceTokenizer, labels: Labels, schedule: Schedule, epoch: int
) -> list[Item]:
    chance = random.Random(schedule.seed * 1000 + epoch)
    return [
        encode(augmentation.augmented(example, chance, schedule.respelled), tokenizer, labels) for example in examples
    ]
