"""What those who came thought of it: answers in one table, who has answered in another, and nothing between the two.

Neither table has a time, and the numbers of answers are drawn by chance. Whoever has the very files of the database
could still see in which order rows came.
"""

from uuid import uuid4

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q

ASKED = ("content", "teaching", "language", "organisation", "useful")
"""What is marked from 1 (bad) to 5 (good)."""


def _mark() -> "models.PositiveSmallIntegerField[int | None, int | None]":
    return models.PositiveSmallIntegerField(null=True, validators=(MinValueValidator(1), MaxValueValidator(5)))


class Evaluation(models.Model):
    """Somebody's marks and words. Null is a question that was left out."""

    key = models.UUIDField(primary_key=True, default=uuid4)
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="evaluations")
    content = _mark()
    teaching = _mark()
    language = _mark()
    organisation = _mark()
    useful = _mark()
    words = models.TextField(blank=True)

    class Meta:
        constraints = tuple(
            models.CheckConstraint(
                name=f"a_mark_of_{name}", condition=Q(**{name: None}) | Q(**{f"{name}__range": (1, 5)})
            )
            for name in ASKED
        )

    def __str__(self) -> str:
        return str(self.key)


class Evaluated(models.Model):
    """Somebody has said what they think: they are not asked again."""

    registration = models.OneToOneField(
        "events.Registration", models.CASCADE, primary_key=True, related_name="evaluated"
    )

    def __str__(self) -> str:
        return str(self.registration_id)
