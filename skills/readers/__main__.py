"""The process of one reader: ``python -m skills.readers KIND SECONDS MEGABYTES ARGUMENTS``, bytes in, JSON out."""

import json
import sys
from contextlib import suppress
from importlib import import_module

KINDS = ("calendar", "feed", "letter", "page", "rates", "recipes", "timetable")


def _bound(seconds: int, megabytes: int) -> None:
    """So much and no more; where the system has no such limits, who started the process ends it in time."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        memory = megabytes << 20
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))


def main() -> int:
    """Read once."""
    kind, seconds, megabytes, arguments = sys.argv[1:]
    if kind not in KINDS:
        return 2
    reader = import_module(f"skills.readers.{kind}")
    _bound(int(seconds), int(megabytes))
    try:
        found = reader.read(sys.stdin.buffer, **json.loads(arguments))
    except (ValueError, KeyError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError) as error:
        sys.stderr.write(f"{type(error).__name__}: {error}"[:200])
        return 1
    json.dump(found, sys.stdout)
    return 0


if __name__ == "__main__":
    sys.exit(main())
