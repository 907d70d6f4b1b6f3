"""What is stored about people working together: who takes what, remarks, quality samples, and work taken home."""

from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Task(models.TextChoices):
    """What somebody is asked to do with a translation."""

    TRANSLATE = "translate", _("Translation")
    REVIEW = "review", _("Review")


class AssignmentQuerySet(models.QuerySet["Assignment"]):
    def waiting(self) -> "AssignmentQuerySet":
        """Offered to everybody, taken by nobody, and still to be done."""
        return self.undone().filter(pooled=True, person=None)

    def undone(self) -> "AssignmentQuerySet":
        """Translations that are open, reviews of what is not approved yet; nothing of what was withdrawn."""
        return (
            self.exclude(translation__state="approved")
            .exclude(task=Task.TRANSLATE, translation__state="submitted")
            .filter(Q(translation__document__notice=None) | Q(translation__document__notice__withdrawn_at=None))
        )


class Assignment(models.Model):
    """A task asked of one person, or offered to the translators of all municipalities; the audit log has its past."""

    translation = models.ForeignKey("translation.Translation", models.CASCADE, related_name="assignments")
    task = models.CharField(max_length=10, choices=Task)
    pooled = models.BooleanField(default=False, help_text="offered to the translators of every municipality")
    note = models.TextField(blank=True, help_text="what to know before taking it")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="assignments")
    taken_at = models.DateTimeField(null=True)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField()

    objects: Any = AssignmentQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_task_once", fields=("translation", "task")),)

    def __str__(self) -> str:
        return f"{self.translation} · {self.get_task_display()} · {self.person or '–'}"


class Remark(models.Model):
    """What one person tells another about a sentence; the sentence cannot be approved while it stands open."""

    target = models.ForeignKey("translation.Target", models.CASCADE, related_name="remarks")
    of_version = models.PositiveIntegerField(help_text="the version of the target it speaks of")
    text = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return self.text[:60]


class Sample(models.Model):
    """Sentences drawn at random from a translation, for one reader to judge."""

    translation = models.ForeignKey("translation.Translation", models.CASCADE, related_name="samples")
    seed = models.PositiveIntegerField()
    in_all = models.PositiveIntegerField(help_text="sentences the document had when it was drawn")
    reader = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.translation} · {self.drawn_at:%Y-%m-%d}"


class SampleSentence(models.Model):
    """A sentence of a sample, as it read when it was drawn: what is said later does not change the judgement."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="sentences")
    position = models.PositiveIntegerField()
    source = models.TextField()
    text = models.TextField(blank=True)
    words = models.PositiveIntegerField()

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(name="a_sentence_once_in_a_sample", fields=("sample", "position")),)

    def __str__(self) -> str:
        return self.source[:60]


class SampleMark(models.Model):
    """Something the reader found wrong: kind and severity are codes of `uramost.quality`."""

    sentence = models.ForeignKey(SampleSentence, models.CASCADE, related_name="marks")
    kind = models.CharField(max_length=30)
    severity = models.CharField(max_length=10)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ("pk",)

    def __str__(self) -> str:
        return f"{self.kind} · {self.severity}"


class Homework(models.Model):
    """A translation that came back from another program: what it brings, before somebody says yes to it."""

    translation = models.ForeignKey("translation.Translation", models.CASCADE, related_name="homework")
    filename = models.CharField(max_length=255)
    rows = models.JSONField(help_text="the sentences it brings, each with the version it was made from")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.filename
