"""Documents, segments, memory, terms and review."""
