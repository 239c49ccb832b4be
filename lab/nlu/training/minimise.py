"""Parameters that make a smooth convex loss least."""

from collections.abc import Callable, Sequence

import torch
from torch import Tensor


def minimise(parameters: Sequence[Tensor], loss: Callable[[], Tensor], iterations: int) -> None:
    """Move parameters in place by L-BFGS with a strong Wolfe line search.

    Args:
        parameters: Leaves that want gradients.
        loss: Of what they are now; a scalar.
        iterations: At most so many.
    """
    solver = torch.optim.LBFGS(list(parameters), max_iter=iterations, history_size=20, line_search_fn="strong_wolfe")

    def closure() -> float:
        solver.zero_grad()
        value = loss()
        torch.autograd.backward(value)
        return float(value.item())

    solver.step(closure)  # type: ignore[no-untyped-call]  # torch leaves its optimisers untyped
