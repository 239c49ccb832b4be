"""microWakeWord's networks, on any runtime."""
