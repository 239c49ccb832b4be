"""Arbitration and self-learning: simulations, training, measurements."""
