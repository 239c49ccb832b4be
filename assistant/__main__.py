"""`python -m assistant` is `assistant`."""

from assistant.cli import main

main()
