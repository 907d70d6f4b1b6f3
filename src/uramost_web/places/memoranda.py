"""What a municipality and the programme promised each other, and what became of it; bodies of a municipality.

A memorandum of understanding is signed once; from then on its commitments stay as they are, and what is done for them
is appended. Members of bodies hold a public function; which community somebody belongs to is not asked and not stored.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import PurePosixPath

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

PLACE = "places.Municipality"


class Standing(models.TextChoices):
    DRAFT = "draft", _("Being negotiated")
    SIGNED = "signed", _("Signed")
    ENDED = "ended", _("Ended")


class Side(models.TextChoices):
    PROGRAMME = "programme", _("The programme")
    MUNICIPALITY = "municipality", _("The municipality")


class Carried(models.TextChoices):
    """How far a commitment is."""

    PROMISED = "promised", _("Promised")
    BEGUN = "begun", _("Begun")
    DONE = "done", _("Carried out")
    DROPPED = "dropped", _("Given up")


class Memorandum(models.Model):
    """A memorandum of understanding between the programme and a municipality."""

    municipality = models.ForeignKey(PLACE, models.PROTECT, related_name="memoranda")
    number = models.PositiveSmallIntegerField(help_text="of its municipality, from 1")
    titles = models.JSONField(_("Title by language tag"), default=dict)
    standing = models.CharField(max_length=10, choices=Standing, default=Standing.DRAFT)
    signed_on = models.DateField(_("Signed on"), null=True, blank=True)
    until = models.DateField(_("Holds until"), null=True, blank=True)
    signed_by = models.CharField(_("Signed by"), max_length=300, blank=True, help_text=_("Offices, not persons."))
    currency = models.CharField(_("Currency"), max_length=3, default="EUR")
    source = models.CharField(_("Source"), max_length=300, blank=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        verbose_name = _("memorandum")
        verbose_name_plural = _("memoranda")
        ordering = ("municipality", "number")
        constraints = (
            models.UniqueConstraint(name="a_memorandum_number_once", fields=("municipality", "number")),
            models.CheckConstraint(
                name="signed_on_a_day", condition=Q(standing=Standing.DRAFT) | Q(signed_on__isnull=False)
            ),
            models.CheckConstraint(
                name="a_memorandum_ends_after_it_began",
                condition=Q(until=None) | Q(signed_on=None) | Q(until__gte=F("signed_on")),
            ),
        )

    def __str__(self) -> str:
        return f"{self.municipality.slug}/{self.number}"

    def get_absolute_url(self) -> str:
        return reverse("memoranda:memorandum", args=[self.pk])


def kept_name(row: "SignedText", filename: str) -> str:
    """Where a signed document is kept: a name of ours."""
    return f"memoranda/{row.memorandum_id}/{row.tag}{PurePosixPath(filename).suffix.lower()[:5]}"


class SignedText(models.Model):
    """The signed document in one language."""

    memorandum = models.ForeignKey(Memorandum, models.CASCADE, related_name="documents")
    tag = models.CharField(max_length=10)
    file = models.FileField(upload_to=kept_name)
    name = models.CharField(max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_signed_text_once", fields=("memorandum", "tag")),)

    def __str__(self) -> str:
        return f"{self.memorandum_id} {self.tag}"


class Commitment(models.Model):
    """One thing that one side promised. `amount` is in the memorandum's currency."""

    memorandum = models.ForeignKey(Memorandum, models.CASCADE, related_name="commitments")
    position = models.PositiveSmallIntegerField()
    side = models.CharField(_("Who promises"), max_length=20, choices=Side)
    texts = models.JSONField(_("What, by language tag"), default=dict)
    amount = models.DecimalField(_("Amount"), max_digits=12, decimal_places=2, null=True, blank=True)
    at_most = models.BooleanField(_("At most this amount"), default=False)
    due = models.DateField(_("Until"), null=True, blank=True)
    state = models.CharField(max_length=10, choices=Carried, default=Carried.PROMISED)
    given = models.DecimalField(max_digits=12, decimal_places=2, default=Decimal(0), help_text="of all its steps")
    done_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ("position",)
        constraints = (
            models.UniqueConstraint(name="a_commitment_once", fields=("memorandum", "position")),
            models.CheckConstraint(name="an_amount_is_not_negative", condition=Q(amount=None) | Q(amount__gte=0)),
        )

    def __str__(self) -> str:
        return f"{self.memorandum_id}.{self.position}"

    def late(self, on: date) -> bool:
        return bool(self.due and self.due < on and self.state in {Carried.PROMISED, Carried.BEGUN})


class Step(models.Model):
    """Something that was done for a commitment; appended, never changed."""

    commitment = models.ForeignKey(Commitment, models.CASCADE, related_name="steps")
    on = models.DateField(_("On"))
    state = models.CharField(_("How far it is"), max_length=10, choices=Carried)
    notes = models.JSONField(_("What was done, by language tag"), default=dict)
    amount = models.DecimalField(_("Amount given"), max_digits=12, decimal_places=2, default=Decimal(0))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ("on", "pk")

    def __str__(self) -> str:
        return f"{self.commitment_id}: {self.state}"


class Body(models.Model):
    """A committee or office as a municipality has it: what kind the country pack says."""

    municipality = models.ForeignKey(PLACE, models.PROTECT, related_name="bodies")
    kind = models.ForeignKey("places.Office", models.PROTECT, related_name="bodies")
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_body_once", fields=("municipality", "kind")),)

    def __str__(self) -> str:
        return f"{self.municipality_id} {self.kind_id}"


class Task(models.TextChoices):
    """What somebody is in a body."""

    CHAIR = "chair", _("Chair")
    DEPUTY = "deputy", _("Deputy chair")
    HEAD = "head", _("Head")
    COORDINATOR = "coordinator", _("Coordinator")
    TRANSLATOR = "translator", _("Translator")
    OFFICIAL = "official", _("Official")
    MEMBER = "member", _("Member")


class Member(models.Model):
    """Somebody who holds a public function, from when to when."""

    body = models.ForeignKey(Body, models.CASCADE, related_name="members")
    name = models.CharField(_("Name"), max_length=200)
    task = models.CharField(_("Function"), max_length=20, choices=Task)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)

    class Meta:
        ordering = ("pk",)
        constraints = (
            models.CheckConstraint(
                name="a_member_ends_after_beginning", condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since"))
            ),
        )

    def __str__(self) -> str:
        return self.name


@dataclass(frozen=True, slots=True)
class Progress:
    """Of some commitments: how many there are, how many are carried out, given up, late; and the money."""

    total: int
    done: int
    dropped: int
    late: int
    amount: Decimal
    given: Decimal


def progress(commitments: Iterable[Commitment], on: date) -> Progress:
    """How far these commitments are on a day."""
    rows = list(commitments)
    return Progress(
        total=len(rows),
        done=sum(row.state == Carried.DONE for row in rows),
        dropped=sum(row.state == Carried.DROPPED for row in rows),
        late=sum(row.late(on) for row in rows),
        amount=sum((row.amount or Decimal(0) for row in rows), Decimal(0)),
        given=sum((row.given for row in rows), Decimal(0)),
    )
