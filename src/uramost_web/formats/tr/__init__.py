"""Turkish. For the few pages that are told in it."""
