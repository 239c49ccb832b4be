"""The runtimes beside each other: outcomes, and graphs for other compilers."""
