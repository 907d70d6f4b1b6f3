"""Tests before and after a training: the questions, and what each person answered, once before and once after."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from uramost_web.directory.models import Person


class When(models.TextChoices):
    BEFORE = "before", _("Before the training")
    AFTER = "after", _("After the training")


class Quiz(models.Model):
    """One test, asked twice. Its questions stay as they are as soon as somebody has answered."""

    event = models.OneToOneField("events.Event", models.CASCADE, primary_key=True, related_name="quiz")
    questions = models.JSONField(help_text="uramost.quizzes.together")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.event_id}: {len(self.questions)}"

    def tags(self) -> list[str]:
        return list(self.questions[0]["text"])


class Sitting(models.Model):
    """What somebody answered. `typed_by`: the clerk who typed it in from paper; null: by their own link."""

    quiz = models.ForeignKey(Quiz, models.CASCADE, related_name="sittings")
    person = models.ForeignKey(Person, models.PROTECT, related_name="sittings")
    when = models.CharField(max_length=10, choices=When)
    chosen = models.JSONField(help_text="of each question the place of the answer; null: left out")
    points = models.PositiveSmallIntegerField()
    typed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="tested_once", fields=("quiz", "person", "when")),)

    def __str__(self) -> str:
        return f"{self.quiz_id}: {self.when}"
