"""Albanian, as the municipalities write it."""
