"""The page of measured figures, from the records."""
