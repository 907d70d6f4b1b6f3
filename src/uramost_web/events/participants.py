"""A list of people that was brought for an event: whoever is taken over from it comes to it."""

from django.db import models

from uramost_web.directory.imports import Import


class ParticipantList(models.Model):
    """Which list is for which event; one that is thrown away leaves nothing."""

    of = models.OneToOneField(Import, models.CASCADE, primary_key=True, related_name="participants")
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="lists")

    def __str__(self) -> str:
        return f"{self.event_id}: {self.of_id}"
