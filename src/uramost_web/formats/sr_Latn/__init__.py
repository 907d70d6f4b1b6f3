"""Serbian, with the month in the genitive, as a date is said."""
