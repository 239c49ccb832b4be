"""From the words of a slot to a value: dates, times, durations, numbers."""

from nlu.values.durations import resolve_duration
from nlu.values.moments import When
from nlu.values.numbers import digits, resolve_number, resolve_numbers
from nlu.values.phrases import resolve_when, spot_when

__all__ = ["When", "digits", "resolve_duration", "resolve_number", "resolve_numbers", "resolve_when", "spot_when"]
