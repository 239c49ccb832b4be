"""The end of the process, come what may."""

import logging
import os
import threading

_log = logging.getLogger(__name__)


def leave_within(seconds: float) -> None:
    """End the process, though something be stuck; what was acknowledged is on disk already.

    Args:
        seconds: That everything has to close by itself.
    """
    timer = threading.Timer(seconds, _leave)
    timer.daemon = True
    timer.start()


def _leave() -> None:
    _log.error("Something does not end; the process ends without it")
    logging.shutdown()
    os._exit(0)
