"""Measurements, as records that say how they were made."""
