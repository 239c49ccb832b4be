"""What the assistant can do: one file or folder a skill."""
