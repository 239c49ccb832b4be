"""Whisper: speech recognition in many languages, run on the audio that is there instead of thirty seconds."""
