"""What a municipality offers its residents: offices, services, limits, the routing table, and texts for answers."""

from datetime import date, datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uramost import deadlines, routing
from uramost_web.casework.kinds import Kind
from uramost_web.places.models import Municipality, PackRow, in_language
from uramost_web.places.models import Office as OfficeKind

BY_TAG = "language tag → text"


class Office(models.Model):
    """A place in the town hall that answers; what its clerks see is what was routed to it."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="offices")
    code = models.SlugField(_("Code"), max_length=40)
    kind = models.ForeignKey(OfficeKind, models.PROTECT, null=True, blank=True, verbose_name=_("Kind"))
    names = models.JSONField(_("Name"), default=dict, help_text=BY_TAG)
    addresses = models.JSONField(_("Address"), default=dict, blank=True, help_text=BY_TAG)
    hours = models.JSONField(_("Opening hours"), default=list, help_text="[weekday 0–6, from HH:MM, to HH:MM]")
    past_hours = models.JSONField(default=list, editable=False, help_text="[until when, hours before], oldest first")
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    closed_on = models.DateField(_("Closed since"), null=True, blank=True)

    class Meta:
        verbose_name = _("office")
        verbose_name_plural = _("offices")
        ordering = ("code",)
        constraints = (models.UniqueConstraint(name="an_office_code_once", fields=("municipality", "code")),)

    def __str__(self) -> str:
        return f"{self.municipality.slug}/{self.code}"

    def hours_at(self, moment: datetime) -> list[list[Any]]:
        """The opening hours that held then: on which day something was received, no later change of them touches."""
        earlier = (hours for until, hours in self.past_hours if moment < datetime.fromisoformat(until))
        return next(earlier, self.hours)

    def name_in(self, tag: str) -> str:
        """In this language; where there is none, all of its names: never silently another language."""
        return in_language(self.names, tag) or " / ".join(dict.fromkeys(self.names.values()))


class Asks(models.TextChoices):
    """Whether a question stands in the form."""

    NO = "no", _("Not asked")
    MAY = "may", _("May be left empty")
    MUST = "must", _("Must be answered")


class Shows(models.TextChoices):
    """What of a case anyone may see; `casework.public` has the table of fields."""

    NOTHING = "nothing", _("Nothing")
    FACTS = "facts", _("That it was asked, where and when, and what became of it")
    TEXT = "text", _("Also its text, once a clerk has read it")


class Limit(PackRow):
    """How long the law gives for an act, where it says so, and from when to when it holds."""

    key = models.CharField(max_length=90, unique=True, null=True, editable=False)  # the pack's; a typed one has none
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="limits", help_text=_("Empty: everywhere.")
    )
    code = models.SlugField(_("Code"), max_length=60)
    names = models.JSONField(_("Name"), default=dict, help_text=BY_TAG)
    values = models.JSONField(_("Rule"), default=dict, help_text="the fields of `uramost.deadlines.Limit`")
    valid_from = models.DateField(_("Valid from"), null=True, blank=True)
    valid_until = models.DateField(_("Valid until"), null=True, blank=True)

    class Meta:
        verbose_name = _("limit")
        verbose_name_plural = _("limits")
        ordering = ("code", "valid_from")

    def __str__(self) -> str:
        return self.code

    def name_in(self, tag: str) -> str:
        return in_language(self.names, tag) or self.code

    def as_rule(self) -> deadlines.Limit:
        return deadlines.Limit(
            **{
                **self.values,
                "assumed": tuple(self.values.get("assumed", ())),
                "code": self.code,
                "source": self.source,
                "valid_from": self.valid_from,
                "valid_until": self.valid_until,
            }
        )


class ServiceQuerySet(models.QuerySet["Service"]):
    def offered(self, on: date) -> "ServiceQuerySet":
        """Those that can be asked for on a day."""
        return self.filter(Q(starts_on=None) | Q(starts_on__lte=on)).filter(Q(ends_on=None) | Q(ends_on__gte=on))


class Service(models.Model):
    """What can be asked of a municipality, with all that a resident has to know before."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="services")
    code = models.SlugField(_("Code"), max_length=60, help_text="language-neutral; Open311's service_code")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    group = models.SlugField(_("Group"), max_length=40, blank=True)
    names = models.JSONField(_("Name"), default=dict, help_text=BY_TAG)
    descriptions = models.JSONField(_("What it is"), default=dict, help_text=BY_TAG)
    who_may = models.JSONField(_("Who may ask"), default=dict, blank=True, help_text=BY_TAG)
    papers = models.JSONField(_("Papers needed"), default=dict, blank=True, help_text=BY_TAG)
    fees = models.JSONField(_("Fee"), default=dict, blank=True, help_text=BY_TAG)
    keywords = models.JSONField(_("Words people look for"), default=list, blank=True)
    office = models.ForeignKey(Office, models.PROTECT, related_name="services", verbose_name=_("Office"))
    limit_code = models.SlugField(_("Limit"), max_length=60, blank=True)
    norm_days = models.PositiveSmallIntegerField(
        _("Own promise"), null=True, blank=True, help_text=_("In days of the limit; working days where there is none.")
    )
    place = models.CharField(_("Place"), max_length=5, choices=Asks, default=Asks.NO)
    photos = models.CharField(_("Photographs"), max_length=5, choices=Asks, default=Asks.NO)
    contact = models.CharField(_("Name and contact"), max_length=5, choices=Asks, default=Asks.MAY)
    questions = models.JSONField(_("Further questions"), default=list, blank=True, help_text="Open311 attributes")
    shows = models.CharField(_("What is public"), max_length=10, choices=Shows, default=Shows.NOTHING)
    kept_months = models.PositiveSmallIntegerField(_("Months until it is made anonymous"), default=24)
    starts_on = models.DateField(_("From"), null=True, blank=True)
    ends_on = models.DateField(_("Until"), null=True, blank=True)
    instead = models.ForeignKey("self", models.SET_NULL, null=True, blank=True, verbose_name=_("Replaced by"))

    objects: ClassVar[Any] = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = _("service")
        verbose_name_plural = _("services")
        ordering = ("group", "code")
        constraints = (
            models.UniqueConstraint(name="a_service_code_once", fields=("municipality", "code")),
            models.CheckConstraint(
                name="a_service_ends_after_it_starts",
                condition=Q(starts_on=None) | Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality.slug}/{self.code}"

    def get_absolute_url(self) -> str:
        return reverse("casework:service", args=[self.municipality.slug, self.code])

    def said(self, field: str, tag: str) -> str:
        """One of its texts (`names`, `papers`, …) in a language, or nothing: never another language."""
        return in_language(getattr(self, field), tag)

    def name_in(self, tag: str) -> str:
        """In this language; where there is none, all of its names."""
        return self.said("names", tag) or " / ".join(dict.fromkeys(self.names.values()))

    def offered_on(self, on: date) -> bool:
        return (self.starts_on is None or self.starts_on <= on) and (self.ends_on is None or on <= self.ends_on)


TEXTS = ("names", "descriptions", "who_may", "papers", "fees")
"""The texts of a service that are owed in every language, as far as there are any at all."""


class RoutingRow(models.Model):
    """A row of a municipality's routing table, as `uramost.routing` reads it."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="routing")
    position = models.PositiveIntegerField()
    conditions = models.JSONField(default=dict, help_text="field → wanted values, as in uramost.routing")
    office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    reason = models.CharField(_("Reason"), max_length=300, blank=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(name="a_routing_position_once", fields=("municipality", "position")),)

    def as_rule(self) -> routing.Rule:
        """Raises `routing.BadRule` for conditions that no form lets through."""
        sets = {name: frozenset(self.conditions.get(name, ())) for name in SETS}
        span = self.conditions.get("hours")
        return routing.Rule(
            id=str(self.position),
            office=self.office.code,
            **sets,
            hours=routing.Hours(*span) if span else None,
            answers={code: frozenset(values) for code, values in self.conditions.get("answers", {}).items()},
            since=self.valid_from,
            until=self.valid_until,
            reason=self.reason,
        )


SETS = ("services", "kinds", "areas", "languages", "words", "weekdays")
"""Conditions of a routing row that are sets of texts; `hours` is two minutes of the day, `answers` code → texts."""


class AnswerText(models.Model):
    """A text that clerks begin an answer with; it can be used once it is there in every language owed."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="answer_texts")
    code = models.SlugField(_("Code"), max_length=60)
    move = models.CharField(_("For"), max_length=30, help_text="a move of uramost.states: answer, ask, extend, …")
    service = models.ForeignKey(Service, models.CASCADE, null=True, blank=True, help_text=_("Empty: for all."))
    names = models.JSONField(_("Name"), default=dict, help_text=BY_TAG)
    texts = models.JSONField(_("Text"), default=dict, help_text=BY_TAG)

    class Meta:
        ordering = ("move", "code")
        constraints = (models.UniqueConstraint(name="an_answer_text_once", fields=("municipality", "code")),)

    def __str__(self) -> str:
        return f"{self.municipality.slug}/{self.code}"

    def name_in(self, tag: str) -> str:
        return in_language(self.names, tag) or self.code
