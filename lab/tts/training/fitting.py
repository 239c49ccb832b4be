"""The training loop that all three of our networks share: checkpointed, resumable, averaged."""

import csv
import json
import math
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors import safe_open
from safetensors.torch import save_file
from torch import Tensor, nn

Losses = Mapping[str, Tensor]


@dataclass(frozen=True, slots=True)
class Plan:
    """How long and how fast to train.

    Attributes:
        steps: Batches in all.
        rate: Peak learning rate, after a warm-up of ``warm_up`` steps and before a cosine decay to a twentieth.
        cycles: Equal parts of the training, each with a decay of its own from half the peak of the one before
            (warm restarts, arXiv 1608.03983).
        warm_up: Steps.
        decay: Of the moving average of the weights, which is what is exported.
        save_every: Seconds between checkpoints.
    """

    steps: int
    rate: float
    cycles: int = 1
    warm_up: int = 100
    decay: float = 0.995
    save_every: float = 60.0

    def rate_at(self, step: int) -> float:
        """Learning rate of a step."""
        warm = min(1.0, (step + 1) / self.warm_up)
        cycle, place = divmod(step, self.cycle)
        cosine = 0.5 * (1 + math.cos(math.pi * place / self.cycle))
        return self.rate * 0.5**cycle * warm * (0.05 + 0.95 * cosine)

    @property
    def cycle(self) -> int:
        """Steps in a cycle."""
        return self.steps // self.cycles


def fit(module: nn.Module, losses_of: Callable[[int], Losses], plan: Plan, folder: Path) -> None:
    """Train until ``plan.steps``, going on from the checkpoint in ``folder``; afterwards ``module`` has the average.

    Args:
        module: The network.
        losses_of: The losses of a step; it must depend on the step alone, so that a resumed run is the same run.
        plan: Steps and rates.
        folder: For ``checkpoint.safetensors`` and ``curve.csv``.
    """
    folder.mkdir(parents=True, exist_ok=True)
    checkpoint = Checkpoint(folder / "checkpoint.safetensors", module)
    step = checkpoint.restore()
    module.train()
    saved = time.monotonic()
    while step < plan.steps:
        for group in checkpoint.optimizer.param_groups:
            group["lr"] = plan.rate_at(step)
        with torch.autocast("cpu", torch.bfloat16):
            losses = losses_of(step)
        total = torch.stack([loss.float() for loss in losses.values()]).sum()
        checkpoint.optimizer.zero_grad(set_to_none=True)
        torch.autograd.backward(total)
        nn.utils.clip_grad_norm_(module.parameters(), 1.0)
        checkpoint.optimizer.step()
        checkpoint.blend(min(plan.decay, (1 + step) / (10 + step)))
        step += 1
        if step % 20 == 0:
            _append(folder / "curve.csv", step, losses)
        if time.monotonic() - saved > plan.save_every or step == plan.steps:
            checkpoint.save(step)
            saved = time.monotonic()
    module.load_state_dict(checkpoint.average)
    module.eval()


class Checkpoint:
    """Weights, their moving average and the optimiser's moments in one file without code in it."""

    def __init__(self, path: Path, module: nn.Module) -> None:
        self._path, self._module = path, module
        self.optimizer = torch.optim.AdamW(module.parameters(), betas=(0.9, 0.98), weight_decay=0.01)
        self.average = {name: tensor.detach().clone() for name, tensor in module.state_dict().items()}

    def blend(self, decay: float) -> None:
        """Move the average towards the weights."""
        with torch.no_grad():
            for name, tensor in self._module.state_dict().items():
                self.average[name].lerp_(tensor, 1 - decay) if tensor.is_floating_point() else None

    def save(self, step: int) -> None:
        """Write everything, whole or not at all."""
        tensors = {f"weight/{name}": tensor for name, tensor in self._module.state_dict().items()}
        tensors.update({f"average/{name}": tensor for name, tensor in self.average.items()})
        for name, parameter in self._module.named_parameters():
            for moment in ("exp_avg", "exp_avg_sq"):
                if moment in self.optimizer.state[parameter]:
                    tensors[f"{moment}/{name}"] = self.optimizer.state[parameter][moment]
        partial = self._path.with_suffix(".partial")
        save_file({name: tensor.contiguous() for name, tensor in tensors.items()}, partial, {"step": json.dumps(step)})
        partial.replace(self._path)

    def restore(self) -> int:
        """Read what was saved; the step to go on from."""
        if not self._path.exists():
            return 0
        with safe_open(self._path, "pt") as file:
            step = int(json.loads(file.metadata()["step"]))
            tensors = {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118 - no mapping
        self._module.load_state_dict(_under("weight/", tensors))
        self.average = _under("average/", tensors)
        for name, parameter in self._module.named_parameters():
            if f"exp_avg/{name}" in tensors:
                self.optimizer.state[parameter] = {
                    "step": torch.tensor(float(step)),
                    "exp_avg": tensors[f"exp_avg/{name}"],
                    "exp_avg_sq": tensors[f"exp_avg_sq/{name}"],
                }
        return step


def _under(prefix: str, tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    return {name.removeprefix(prefix): tensor for name, tensor in tensors.items() if name.startswith(prefix)}


def _append(path: Path, step: int, losses: Losses) -> None:
    new = not path.exists()
    with path.open("a", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        if new:
            writer.writerow(["step", *losses])
        writer.writerow([step, *(f"{loss.item():.4f}" for loss in losses.values())])
