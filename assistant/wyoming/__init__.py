"""The Wyoming protocol, which Home Assistant and its satellites speak."""
