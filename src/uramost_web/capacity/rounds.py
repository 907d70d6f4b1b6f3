"""A round of self-assessment: who scores, what each said, what they agreed on, and what the facilitator remarked."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost.assessment import LEVELS
from uramost_web.capacity.instruments import Instrument
from uramost_web.directory.models import Organisation
from uramost_web.places.models import Municipality


class State(models.TextChoices):
    OPEN = "open", _("Everybody scores alone")
    DISCUSSED = "discussed", _("Being discussed")
    AGREED = "agreed", pgettext_lazy("state of a round", "Agreed")
    CLOSED = "closed", pgettext_lazy("state of a round", "Closed")


ONE_SUBJECT = Q(organisation__isnull=False, municipality__isnull=True) | Q(
    organisation__isnull=True, municipality__isnull=False
)
LEVEL = Q(value__isnull=True) | Q(value__in=LEVELS)


class Round(models.Model):
    """One organisation or municipality assesses itself with one version of an instrument, once."""

    instrument = models.ForeignKey(Instrument, models.PROTECT, related_name="rounds")
    code = models.CharField(max_length=40, help_text="of the instrument, whichever version")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="rounds")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="rounds")
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    facilitated = models.BooleanField(
        _("The programme’s facilitator sees the round and may comment"), help_text="and never changes a score"
    )
    shared = models.BooleanField(_("Its result counts in the figures of the network"), default=False)
    shared_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    discussed_at = models.DateTimeField(null=True)
    agreed_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("round of assessment")
        verbose_name_plural = _("rounds of assessment")
        ordering = ("-started_at", "-pk")
        constraints = (
            models.CheckConstraint(name="a_round_is_of_one", condition=ONE_SUBJECT),
            models.UniqueConstraint(
                name="one_open_round_of_an_organisation",
                fields=("organisation", "code"),
                condition=Q(organisation__isnull=False) & ~Q(state="closed"),
            ),
            models.UniqueConstraint(
                name="one_open_round_of_a_municipality",
                fields=("municipality", "code"),
                condition=Q(municipality__isnull=False) & ~Q(state="closed"),
            ),
            models.CheckConstraint(
                name="a_round_goes_on_at_moments",
                condition=Q(state="open", discussed_at=None, agreed_at=None, closed_at=None)
                | Q(state="discussed", discussed_at__isnull=False, agreed_at=None, closed_at=None)
                | Q(state="agreed", discussed_at__isnull=False, agreed_at__isnull=False, closed_at=None)
                | Q(state="closed", discussed_at__isnull=False, agreed_at__isnull=False, closed_at__isnull=False),
            ),
            models.CheckConstraint(name="what_is_shared_was_agreed", condition=Q(shared=False) | ~Q(agreed_at=None)),
        )
        indexes = (
            models.Index(fields=("facilitated", "-started_at", "-id"), name="rounds_of_the_programme"),
            models.Index(fields=("code", "agreed_at"), name="rounds_shared", condition=Q(shared=True)),
        )

    def __str__(self) -> str:
        return f"{self.code} {self.pk}"

    def is_(self, *states: str) -> bool:
        return self.state in states

    def before(self) -> "Round | None":
        """The round of the same subject and instrument, whichever version, that was agreed on before this one."""
        rows = Round.objects.filter(
            code=self.code, organisation=self.organisation_id, municipality=self.municipality_id, pk__lt=self.pk
        ).exclude(agreed_at=None)
        return rows.select_related("instrument").order_by("-agreed_at").first()


class Rater(models.Model):
    """Somebody of the organisation who scores: by a secret link, or with their account of the municipality."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="raters")
    name = models.CharField(_("Name"), max_length=200)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    leads = models.BooleanField(_("Leads the round"), default=False)
    language = models.CharField(_("Language"), max_length=10, help_text="in which the link opens: a BCP 47 tag")
    key = models.CharField(max_length=16, unique=True)
    nonce = models.CharField(max_length=32)
    invited_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True, help_text="when they said that they have scored all they can")

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.UniqueConstraint(
                name="an_account_scores_once", fields=("round", "user"), condition=Q(user__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.name


class Rating(models.Model):
    """What one rater says of one item; `value` null: it does not apply."""

    rater = models.ForeignKey(Rater, models.CASCADE, related_name="ratings")
    item = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)
    note = models.TextField(blank=True)
    language = models.CharField(max_length=10, blank=True, help_text="of the note")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_rating_once", fields=("rater", "item")),
            models.CheckConstraint(name="a_rating_is_1_to_4", condition=LEVEL),
        )


class Agreed(models.Model):
    """What they agreed on for an item, and why."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="agreed")
    item = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField(null=True)
    why = models.TextField()
    language = models.CharField(max_length=10)
    by = models.CharField(max_length=200, help_text="the name of who wrote it down")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="agreed_once", fields=("round", "item")),
            models.CheckConstraint(name="agreed_is_1_to_4", condition=LEVEL),
            models.CheckConstraint(name="agreed_with_a_reason", condition=~Q(why="")),
        )


class Comment(models.Model):
    """What a facilitator remarks on an item, or on the whole where `item` is empty."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="comments")
    item = models.CharField(max_length=40, blank=True)
    text = models.TextField()
    language = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at", "pk")


class Brought(models.Model):
    """A spreadsheet that came back, as it was read; nothing of it counts before somebody says so."""

    round = models.ForeignKey(Round, models.CASCADE, related_name="brought")
    filename = models.CharField(max_length=200)
    read = models.JSONField(help_text="as `uramost assessment read --json` prints it, with lines")
    by = models.CharField(max_length=200)
    rater = models.ForeignKey(Rater, models.CASCADE, null=True, related_name="+", help_text="who brought it by a link")
    at = models.DateTimeField()
    taken_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-at", "-pk")
