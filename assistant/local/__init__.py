"""The state's owner, for other programs of the same user on the same machine: Wyoming events over a local socket."""
