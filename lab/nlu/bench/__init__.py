"""How quick, small and right understanding is."""
