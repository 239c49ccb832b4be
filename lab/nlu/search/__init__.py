"""Optimal subarchitecture extraction: which shape of the student's family to train (arXiv 2010.08512, 2010.10499)."""
