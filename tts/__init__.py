"""Text to speech: normalisation, phonemes, the block framework, voices."""
