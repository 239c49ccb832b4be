"""What the assistant can do: a folder is a skill, a file is what several skills share."""
