"""Turns whatever goes wrong in a stage into one event, so that the conversation can go on."""

import asyncio
import logging
from collections.abc import Iterator
from contextlib import contextmanager

from assistant.events import Stage
from runtime import RoomError

_log = logging.getLogger(__name__)


class StageError(Exception):
    """A stage could not do its work.

    Attributes:
        stage: Which one.
        error: What is shown to the user.
    """

    def __init__(self, stage: Stage, error: RoomError) -> None:
        super().__init__(f"{stage}: {error}")
        self.stage = stage
        self.error = error


@contextmanager
def guarded(stage: Stage) -> Iterator[None]:
    """Within this block, errors become ``StageError``; a cancelled task stays cancelled.

    Args:
        stage: Named in the error.
    """
    try:
        yield
    except (StageError, asyncio.CancelledError):
        raise
    except RoomError as error:
        raise StageError(stage, error) from error
    except (Exception, SystemExit) as error:  # the latter ends a worker thread, and only that
        _log.debug("The stage %s failed", stage, exc_info=True)
        message = f"The stage {stage} stopped on an unexpected {type(error).__name__}: {error}"
        raise StageError(stage, RoomError(f"{stage}.crashed", message, "Use --debug to see where.")) from error
