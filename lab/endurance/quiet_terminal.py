"""The terminal in a quiet room: ``python -m lab.endurance.quiet_terminal SETTINGS``, for `python -m lab bench tui`."""

import sys
from pathlib import Path

from assistant.config import load_config
from assistant.live import Live
from assistant.networks import Networks
from assistant.tui.screen import ChatApp
from lab.endurance.broken_parts import Line, SkewedClock
from lab.endurance.testbed import BreakableRooms


def main() -> None:
    """Show it until it is quit."""
    config = load_config(Path(sys.argv[1]))
    ChatApp(Live(BreakableRooms(config, Networks(config), Line(), SkewedClock(config.zone)))).run()


if __name__ == "__main__":
    main()
