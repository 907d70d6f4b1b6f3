"""Photographs of an event, and who is to be seen in each: nobody is shown without their consent."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef


def kept_as(photograph: "Photograph", _name: str) -> str:
    return f"events/{photograph.key.hex[:2]}/{photograph.key.hex}.jpg"


class PhotographQuerySet(models.QuerySet["Photograph"]):
    def refused(self) -> "PhotographQuerySet":
        """In which somebody is to be seen who has not consented, or no longer."""
        without = Seen.objects.filter(photograph=OuterRef("pk")).exclude(registration__photos=True)
        return self.filter(Exists(without))

    def shown(self) -> "PhotographQuerySet":
        """All who are to be seen consent at this moment."""
        without = Seen.objects.filter(photograph=OuterRef("pk")).exclude(registration__photos=True)
        return self.filter(~Exists(without)).order_by("pk")


class Photograph(models.Model):
    """A picture without data of where and with what it was taken. Whoever adds it says that it names all it shows."""

    key = models.UUIDField(unique=True, editable=False)
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="photographs")
    file = models.FileField(upload_to=kept_as)
    width = models.PositiveIntegerField()
    height = models.PositiveIntegerField()
    says = models.JSONField(help_text="what is to be seen, by tag")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = PhotographQuerySet.as_manager()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.key}"


class Seen(models.Model):
    """Somebody is to be seen in a picture. Without a registration nobody knows of a consent, so there is none."""

    photograph = models.ForeignKey(Photograph, models.CASCADE, related_name="seen")
    registration = models.ForeignKey("events.Registration", models.SET_NULL, null=True, related_name="seen_in")

    class Meta:
        constraints = (models.UniqueConstraint(name="seen_once", fields=("photograph", "registration")),)

    def __str__(self) -> str:
        return f"{self.photograph_id}: {self.registration_id}"
