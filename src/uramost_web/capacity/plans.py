"""Action plans: measures with an owner and a day, and how each went on, to the end."""

from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost.scripts import derive
from uramost_web.capacity.rounds import ONE_SUBJECT, Round
from uramost_web.directory.models import Organisation
from uramost_web.places.memoranda import Memorandum
from uramost_web.places.models import Municipality


class Going(models.TextChoices):
    PLANNED = "planned", pgettext_lazy("state of a measure", "Planned")
    BEGUN = "begun", pgettext_lazy("state of a measure", "Begun")
    DONE = "done", pgettext_lazy("state of a measure", "Done")
    DROPPED = "dropped", pgettext_lazy("state of a measure", "Dropped")


class Plan(models.Model):
    """What comes of a round: of an organisation its action plan, of a municipality its Capacity Development Plan.

    A municipality's plan is signed together with a memorandum of understanding, and tracked until its end.
    """

    round = models.OneToOneField(Round, models.PROTECT, null=True, related_name="plan")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="plans")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="plans")
    memorandum = models.ForeignKey(Memorandum, models.PROTECT, null=True, related_name="plans")
    since = models.DateField(_("From"))
    until = models.DateField(_("Until"), null=True, blank=True)
    public = models.BooleanField(_("Everybody can read it"), default=False)
    made_at = models.DateTimeField()

    class Meta:
        verbose_name = _("action plan")
        verbose_name_plural = _("action plans")
        ordering = ("-since", "-pk")
        constraints = (
            models.CheckConstraint(name="a_plan_is_of_one", condition=ONE_SUBJECT),
            models.CheckConstraint(
                name="a_plan_ends_after_it_begins", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="a_public_plan_is_a_municipality_s", condition=Q(public=False) | Q(municipality__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return f"{self.since} {self.pk}"


class Measure(models.Model):
    """What somebody will do by a day. `item` of the round's instrument; empty where it answers to none."""

    plan = models.ForeignKey(Plan, models.CASCADE, related_name="measures")
    number = models.PositiveIntegerField()
    item = models.CharField(max_length=40, blank=True)
    what = models.TextField(_("Measure"))
    language = models.CharField(max_length=10)
    others = models.JSONField(default=dict, help_text="the same in other languages, by tag; of a municipality's plan")
    owner = models.CharField(_("Who does it"), max_length=200)
    starts = models.DateField(_("From"), null=True, blank=True)
    due = models.DateField(_("Until"))
    cost = models.DecimalField(
        _("Cost"), max_digits=12, decimal_places=2, null=True, blank=True, help_text="euro; null: not known"
    )
    helps = models.CharField(_("Who helps"), max_length=500, blank=True)
    evidence = models.TextField(_("What will show that it is done"), blank=True)
    state = models.CharField(_("State"), max_length=10, choices=Going, default=Going.PLANNED)
    changed_at = models.DateTimeField()

    class Meta:
        verbose_name = _("measure")
        verbose_name_plural = _("measures")
        ordering = ("due", "number")
        constraints = (
            models.UniqueConstraint(name="a_measure_number_once", fields=("plan", "number")),
            models.CheckConstraint(
                name="a_measure_ends_after_it_begins", condition=Q(starts=None) | Q(due__gte=F("starts"))
            ),
            models.CheckConstraint(name="a_measure_costs_nought_or_more", condition=Q(cost=None) | Q(cost__gte=0)),
        )
        indexes = (models.Index(fields=("due",), name="measures_open", condition=Q(state__in=("planned", "begun"))),)

    def __str__(self) -> str:
        return f"{self.plan_id} {self.number}"

    @property
    def texts(self) -> dict[str, str]:
        """What will be done, by language tag; Serbian that was written in Latin also in Cyrillic."""
        texts = {self.language: self.what, **self.others}
        return texts if "sr-Latn" not in texts else {"sr-Cyrl": derive(texts["sr-Latn"], "sr-Latn", "sr-Cyrl"), **texts}


class Step(models.Model):
    """How a measure went on: added, never changed."""

    measure = models.ForeignKey(Measure, models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=Going)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True)
    by = models.CharField(max_length=200)
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(name="what_is_dropped_has_a_reason", condition=~Q(state="dropped") | ~Q(note="")),
        )


class Evidence(models.Model):
    """A file that shows something: of an item in a round, or of a measure."""

    round = models.ForeignKey(Round, models.CASCADE, null=True, related_name="evidence")
    item = models.CharField(max_length=40, blank=True)
    measure = models.ForeignKey(Measure, models.CASCADE, null=True, related_name="files")
    key = models.UUIDField(unique=True, default=uuid4)
    file = models.FileField(upload_to="assessments/%Y/%m")
    name = models.CharField(max_length=200, help_text="as its sender called it")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    by = models.CharField(max_length=200)
    by_user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")
        constraints = (
            models.CheckConstraint(
                name="evidence_of_an_item_or_of_a_measure",
                condition=Q(round__isnull=False, measure__isnull=True) & ~Q(item="")
                | Q(round__isnull=True, measure__isnull=False),
            ),
        )
