"""The assistant without a screen: starts with the machine, says how it is, stops when told."""
