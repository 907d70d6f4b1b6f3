"""Averages of the network as they were shown: each stands until enough organisations have changed."""

from django.db import models


class Average(models.Model):
    """Of one domain. Never changed: a new one is shown when it differs by enough organisations from all before it."""

    code = models.CharField(max_length=40, help_text="of the instrument, whichever version")
    domain = models.CharField(max_length=40)
    behind = models.JSONField(help_text="whose → the round that counts: to know who has changed; shown to nobody")
    mean = models.CharField(max_length=60, help_text="a fraction: 14/5")
    until = models.DateField(help_text="what was agreed on and shared before this day counts")

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("code", "domain"), name="averages_shown"),)

    def __str__(self) -> str:
        return f"{self.code} {self.domain}: {self.mean}"
