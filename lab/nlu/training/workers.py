"""Several processes that train one network together, as `torchrun` starts them."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

import torch
from torch import Tensor, distributed

_PATIENCE = timedelta(minutes=30)  # the first waits for nobody while it scores held-out utterances; the others wait


@dataclass(frozen=True, slots=True)
class Workers:
    """This process's place among those that train the same network.

    Attributes:
        rank: From 0; the first writes the checkpoints.
        size: How many there are.
    """

    rank: int = 0
    size: int = 1

    @classmethod
    def joined(cls) -> "Workers":
        """The workers that ``torchrun`` started, or a group of one."""
        if "WORLD_SIZE" not in os.environ:
            return cls()
        if not distributed.is_initialized():
            distributed.init_process_group("gloo", timeout=_PATIENCE)
        return cls(distributed.get_rank(), distributed.get_world_size())

    def first(self, work: Callable[[], None]) -> None:
        """Let the first process do something while the others wait for it."""
        if not self.rank:
            work()
        if self.size > 1:
            distributed.barrier()

    def average(self, values: Iterable[Tensor]) -> None:
        """Replace each gradient by its mean over the workers; the dense ones travel as one."""
        if self.size == 1:
            return
        known = [value for value in values if value.grad is not None]
        dense = [value.grad for value in known if value.grad is not None and not value.grad.is_sparse]
        flat = torch.cat([gradient.flatten() for gradient in dense])
        distributed.all_reduce(flat)
        flat /= self.size
        for gradient, mean in zip(dense, torch.split(flat, [gradient.numel() for gradient in dense]), strict=True):
            gradient.copy_(mean.view_as(gradient))
        for value in known:
            if value.grad is not None and value.grad.is_sparse:
                gradient = value.grad.coalesce()
                distributed.all_reduce(gradient)
                value.grad = gradient / self.size
