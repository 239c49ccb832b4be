"""The terminal in a quiet room: ``python -m assistant.bench.quiet_terminal SETTINGS``, for `assistant bench tui`."""

import sys
from pathlib import Path

from assistant.app import Networks
from assistant.bench.broken_parts import Line, SkewedClock
from assistant.bench.stand import BreakableRooms
from assistant.config import load_config
from assistant.live import Live
from assistant.tui.screen import ChatApp


def main() -> None:
    """Show it until it is quit."""
    config = load_config(Path(sys.argv[1]))
    ChatApp(Live(BreakableRooms(config, Networks(config), Line(), SkewedClock(config.zone)))).run()


if __name__ == "__main__":
    main()
