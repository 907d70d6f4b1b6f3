"""The rules: plain Python, no Django. One module answers one question."""
