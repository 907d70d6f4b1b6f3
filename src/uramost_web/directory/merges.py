"""Two rows that were one: what was moved from the one to the other, so that it can be moved back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Merge(models.Model):
    """A person decided that two rows are one. The row that is gone stays, points to the other and is shown nowhere.

    `moved`: {"rows": {"events.registration.person": [pk, …]}, "fields": {"email": ["before", "after"]},
    "joined": {"events": what `merging.JOINERS` did}}.
    A row that pointed to both cannot point to one twice; it stays with the row that is gone, and is not counted.
    """

    class Kind(models.TextChoices):
        PERSON = "person", pgettext_lazy("of the directory", "People")
        ORGANISATION = "organisation", _("Organisations")

    kind = models.CharField(max_length=20, choices=Kind)
    kept = models.PositiveBigIntegerField(help_text="number of the row that stands")
    gone = models.PositiveBigIntegerField(help_text="number of the row that was merged into it")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    moved = models.JSONField(default=dict)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(name="gone_once", fields=("kind", "gone"), condition=Q(undone_at=None)),
            models.CheckConstraint(name="two_different_rows", condition=~Q(kept=F("gone"))),
        )
        indexes = (models.Index(fields=("kind", "kept"), name="merged_into_this"),)

    def __str__(self) -> str:
        return f"{self.kind} {self.gone} → {self.kept}"
