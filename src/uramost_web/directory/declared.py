"""What people declare of themselves: sealed rows that lead to nobody without a key that is kept outside the database.

`uramost.declarations` makes token and text. No time, no number in order, no foreign key, and no other column, ever.
"""

from django.db import models


class DeclarationRow(models.Model):
    """Of one person, or of nobody yet: rows are laid out ahead, in the order of their tokens."""

    token = models.CharField(max_length=64, primary_key=True)
    sealed = models.CharField(max_length=48)


class DeclarationKey(models.Model):
    """The name of a key that sealed rows here, from which nothing of the key follows."""

    name = models.CharField(max_length=16, unique=True)
    since = models.DateTimeField()

    def __str__(self) -> str:
        return self.name
