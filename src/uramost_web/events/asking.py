"""A registration that is being filled in, page by page. Its address alone leads to it; it is forgotten in time."""

from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import models
from django.http import Http404
from django.utils import timezone

KEPT: Final = timedelta(days=2)
"""Also of one that was sent: its page says so as often as it is loaded."""


class Draft(models.Model):
    """What somebody has answered so far. `outcome` is what the last page says once it was sent."""

    key = models.UUIDField(primary_key=True)
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="+")
    answers = models.JSONField(default=dict)
    reads = models.CharField(max_length=10)
    outcome = models.CharField(max_length=10, blank=True)
    started_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.event_id}: {self.key}"


def find(key: UUID) -> Draft:
    """404 for one that is not there or was forgotten."""
    found = (
        Draft.objects.select_related("event__municipality", "event__notice")
        .filter(key=key, started_at__gte=timezone.now() - KEPT)
        .first()
    )
    if found is None:
        raise Http404
    return found


def old(at: datetime) -> "models.QuerySet[Draft]":
    """Those that are to be forgotten."""
    return Draft.objects.filter(started_at__lt=at - KEPT)
