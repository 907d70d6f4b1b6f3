"""A file that was sent to be read into the memory or the terminology, how far it is, and what was left out."""

from typing import Any, Final

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from uramost_web.places.models import Municipality

KEPT: Final = 500
"""Skipped units that are shown one by one; all are counted."""


def storable(said: Any) -> Any:
    """What a file says, as it can be kept and shown: no database takes NUL into JSON."""
    return said.replace("\0", "\ufffd") if isinstance(said, str) else said


def kept_name(row: "Bringing", filename: str) -> str:
    """Where the file is kept until it is read: a name of ours."""
    return f"exchange/{row.key}.bin"


class Kind(models.TextChoices):
    MEMORY = "memory", _("Translation memory")
    TERMS = "terms", _("Terminology")


class Progress(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being read")
    DONE = "done", _("Done")
    FAILED = "failed", _("Not taken")
    TAKEN_BACK = "taken_back", _("Taken back")


class Bringing(models.Model):
    """One file and its fate. What it brought into the memory has `mark` as its note, and can be taken back by it."""

    key = models.UUIDField(unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=Kind)
    progress = models.CharField(max_length=12, choices=Progress, default=Progress.WAITING)
    file = models.FileField(upload_to=kept_name)
    filename = models.CharField(max_length=200)
    size = models.BigIntegerField()
    origin = models.CharField(max_length=120)
    licence = models.CharField(max_length=120, blank=True)
    kept = models.BooleanField(default=False, help_text="what it brings is for its municipality only")
    source_language = models.CharField(max_length=10, blank=True)
    target_language = models.CharField(max_length=10, blank=True)
    share = models.PositiveSmallIntegerField(default=0, help_text="of the work, in percent")
    added = models.PositiveIntegerField(default=0)
    known = models.PositiveIntegerField(default=0, help_text="there before")
    skipped = models.PositiveIntegerField(default=0)
    faults = models.JSONField(default=list)
    refusal = models.JSONField(default=dict)
    job = models.CharField(max_length=64, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("-pk",)

    def __str__(self) -> str:
        return self.filename

    @property
    def mark(self) -> str:
        return f"exchange {self.key}"

    def is_open(self) -> bool:
        return self.progress in {Progress.WAITING, Progress.RUNNING}

    def fail(self, code: str, **values: Any) -> None:
        self.progress, self.refusal = Progress.FAILED, {"code": code, "values": values}
