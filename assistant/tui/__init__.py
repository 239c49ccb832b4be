"""The assistant in a terminal: conversation, what was understood, state and latency."""
