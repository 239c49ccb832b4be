"""The Wyoming protocol: its events on the wire, sound in them, and the speech services of others."""
