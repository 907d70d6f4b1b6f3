"""The demonstration: made-up notices, people who are only roles, and a long document to translate."""
