"""The laboratory: what makes the models and measures the assistant. It runs from a checkout and is never installed."""
