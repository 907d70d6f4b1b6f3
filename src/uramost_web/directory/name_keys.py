"""What names are found by, as rows with plain indexes: the same on every database, and quick with 200,000 people.

A name has words by their sound (`uramost.namesakes.parts`). Each word that occurs has keys: itself, its beginnings,
and itself without any one of its letters. A word typed with a slip shares one of them with the word that was meant.
"""

from django.db import models

from uramost_web.directory.organisations import Organisation
from uramost_web.directory.people import Person


class NameKey(models.Model):
    """One key of one word. Words are never taken out: they are few, and say nothing of anybody."""

    key = models.CharField(max_length=40)
    word = models.CharField(max_length=40)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_key_of_a_word_once", fields=("key", "word")),)

    def __str__(self) -> str:
        return f"{self.key} → {self.word}"


class PersonWord(models.Model):
    """A word of a person's name, or of a name that was merged into them; a row that is gone has none.

    The order of the list stands here too, so that a search finds its first page without looking at the people.
    """

    word = models.CharField(max_length=40)
    folded = models.CharField(max_length=220)
    person = models.ForeignKey(Person, models.CASCADE, related_name="words")

    class Meta:
        constraints = (models.UniqueConstraint(name="a_word_of_a_person_once", fields=("word", "folded", "person")),)

    def __str__(self) -> str:
        return self.word


class OrganisationWord(models.Model):
    """A word of any of an organisation's names, or of one that was merged into it."""

    word = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="words")

    class Meta:
        constraints = (models.UniqueConstraint(name="a_word_of_an_organisation_once", fields=("word", "organisation")),)

    def __str__(self) -> str:
        return self.word
