"""From the words of a slot to a value: dates, times, durations, numbers."""
