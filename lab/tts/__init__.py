"""Voices: training and measurements."""
