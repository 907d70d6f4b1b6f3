"""Municipalities, what language status holds in them, and who works there in which role."""
