"""Bosnian, with the month in the genitive, as a date is said. For the few pages that are told in it."""
