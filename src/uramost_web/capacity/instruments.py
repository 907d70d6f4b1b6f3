"""Instruments in the database: each version is a row of its own and never changed, so that a round keeps its own."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from uramost import assessment


class InstrumentQuerySet(models.QuerySet["Instrument"]):
    def newest(self) -> "InstrumentQuerySet":
        """Of each code the highest version, without those that are not offered any more."""
        later = Instrument.objects.filter(code=models.OuterRef("code"), version__gt=models.OuterRef("version"))
        return self.filter(~models.Exists(later), offered=True)


class Instrument(models.Model):
    """One version of an instrument; `content` as `uramost.assessment.as_plain` gives it."""

    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    of = models.CharField(max_length=20, help_text="organisation or municipality")
    content = models.JSONField()
    fingerprint = models.CharField(max_length=64)
    offered = models.BooleanField(_("New rounds may be begun with it"), default=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="null: it was shipped"
    )

    objects: ClassVar[Any] = InstrumentQuerySet.as_manager()

    class Meta:
        verbose_name = _("instrument of assessment")
        verbose_name_plural = _("instruments of assessment")
        ordering = ("code", "version")
        constraints = (models.UniqueConstraint(name="a_version_of_an_instrument_once", fields=("code", "version")),)

    def __str__(self) -> str:
        return f"{self.code} {self.version}"

    def read(self) -> assessment.Instrument:
        """As the library knows it."""
        known = _read.get(self.fingerprint)
        if known is None:
            known = _read[self.fingerprint] = assessment.of_plain(self.content)
            if len(_read) > KEPT:
                _read.pop(next(iter(_read)))
        return known


KEPT = 32
"""Instruments that a process holds at once."""
_read: dict[str, assessment.Instrument] = {}
