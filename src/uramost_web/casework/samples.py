"""Samples of answers that somebody else than their author reads against a list; what was found stands beside them."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from uramost_web.places.models import Municipality

CASE = "casework.Case"


class Sample(models.Model):
    """Answers of a municipality to cases that came in one quarter, drawn once; `seed` draws the same ones again."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="samples")
    period = models.CharField(max_length=6, help_text="year and quarter: 2026-3")
    since = models.DateField()
    until = models.DateField()
    seed = models.BigIntegerField()
    each = models.PositiveSmallIntegerField(help_text="answers of each language at most")
    pool = models.JSONField(default=dict, help_text="language → how many answers there were to draw from")
    drawn_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_at = models.DateTimeField()
    finished_at = models.DateTimeField(null=True, help_text="when the last answer was scored; shown from then on")

    class Meta:
        ordering = ("-since",)
        constraints = (models.UniqueConstraint(name="a_sample_a_quarter", fields=("municipality", "period")),)

    def __str__(self) -> str:
        return f"{self.municipality.slug} {self.period}"


class SampledAnswer(models.Model):
    """One answer of a sample, as one person scored it, and perhaps a second who did not see the first."""

    sample = models.ForeignKey(Sample, models.CASCADE, related_name="answers")
    number = models.PositiveIntegerField(help_text="the order of scoring; languages are mixed")
    case = models.ForeignKey(CASE, models.CASCADE, related_name="sampled")
    entry = models.ForeignKey("casework.Entry", models.CASCADE, related_name="+")
    language = models.CharField(max_length=10, help_text="that the resident asked for; both Serbian scripts are one")
    twice = models.BooleanField(default=False, help_text="drawn for a second person as well")
    marks = models.JSONField(default=dict, help_text="item of uramost.fairness.CHECKLIST → mark")
    scored_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    scored_at = models.DateTimeField(null=True)
    second_marks = models.JSONField(default=dict)
    second_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    second_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="a_number_of_a_sample_once", fields=("sample", "number")),
            models.UniqueConstraint(name="a_case_of_a_sample_once", fields=("sample", "case")),
            models.CheckConstraint(
                name="scored_by_somebody_at_a_moment",
                condition=Q(scored_by=None, scored_at=None) | Q(scored_by__isnull=False, scored_at__isnull=False),
            ),
            models.CheckConstraint(
                name="a_second_scorer_is_another",
                condition=Q(second_by=None, second_at=None)
                | (
                    Q(second_by__isnull=False, second_at__isnull=False, scored_by__isnull=False)
                    & ~Q(second_by=F("scored_by"))
                ),
            ),
        )

    def __str__(self) -> str:
        return f"{self.sample_id} {self.number}"
