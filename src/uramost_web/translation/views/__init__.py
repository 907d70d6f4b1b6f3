"""The pages of a translation, a module for each."""
