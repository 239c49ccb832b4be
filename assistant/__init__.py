"""The composition root: config, events, audio devices, the conversation loop, and the ways to use it."""
