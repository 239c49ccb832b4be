"""Training of our own voices from a permissively licensed teacher."""
