"""The workers of a program's own loop."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

from runtime.workers import Workers

_T = TypeVar("_T")


def hire() -> Workers:
    """Give the running loop workers of its own."""
    workers = Workers()
    asyncio.get_running_loop().set_default_executor(workers)
    return workers


def run(work: Coroutine[Any, Any, _T]) -> _T:
    """As ``asyncio.run``, with workers that can be given up."""

    async def with_workers() -> _T:
        hire()
        return await work

    return asyncio.run(with_workers())
