"""Marks of attendance that were taken back: an old telephone may send them again, and they stay away."""

from django.conf import settings
from django.db import models


class TakenBack(models.Model):
    """Somebody was not there after all. Only the mark is kept, not whose it was."""

    session = models.ForeignKey("events.Session", models.CASCADE, related_name="taken_back")
    mark = models.UUIDField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.session_id}: {self.mark}"
