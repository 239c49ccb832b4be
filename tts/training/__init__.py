"""How our own voices are made."""
