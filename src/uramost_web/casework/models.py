"""A case: what somebody asked, and everything that happened to it since, appended and never edited."""

from datetime import datetime
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uramost_web.casework.catalogue import AnswerText, Limit, Office, RoutingRow, Service
from uramost_web.casework.correspondence import Letter, Post
from uramost_web.casework.edition import Edition
from uramost_web.casework.samples import Sample, SampledAnswer
from uramost_web.places.models import Municipality

__all__ = [
    "AnswerText",
    "ApiKey",
    "Attachment",
    "Case",
    "DateMove",
    "Draft",
    "Edition",
    "Entry",
    "Extension",
    "Letter",
    "Limit",
    "Numbers",
    "Office",
    "Pause",
    "Post",
    "Reading",
    "RoutingRow",
    "Sample",
    "SampledAnswer",
    "Seat",
    "Service",
]


class Channel(models.TextChoices):
    WEB = "web", _("On the web")
    COUNTER = "counter", _("At the counter")
    PHONE = "phone", _("By telephone")
    MAIL = "mail", _("By e-mail")
    API = "api", _("Through another programme")


class Numbers(models.Model):
    """The last number given to a case in a municipality and year; held while the next one is given."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_counter_a_year", fields=("municipality", "year")),)


class Seat(models.Model):
    """In which office somebody works who has a role in the municipality."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="seats")
    office = models.ForeignKey(Office, models.CASCADE, related_name="seats")

    class Meta:
        constraints = (models.UniqueConstraint(name="a_seat_once", fields=("user", "office")),)


class CaseQuerySet(models.QuerySet["Case"]):
    def running(self) -> "CaseQuerySet":
        """Those in which it is somebody's turn."""
        return self.filter(closed_at=None)

    def by_what_is_due(self) -> "CaseQuerySet":
        """What is due next stands first; what has no last day stands last, oldest first."""
        return self.order_by(models.F("due_at").asc(nulls_last=True), "pk")

    def held(self, pk: int) -> "Case":
        """The row as it is now, held until the end of the transaction: of two who act at once one comes second."""
        self.select_for_update().values_list("pk").get(
            pk=pk
        )  # by itself: a join would look for the office it had before
        return self.select_related("service", "municipality", "office").get(pk=pk)


class Case(models.Model):
    """What one resident asked for, in one language; what is known of its state now.

    The resident's community is neither asked nor stored. `language` is the resident's own choice and never guessed.
    """

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="cases")
    service = models.ForeignKey(Service, models.PROTECT, related_name="cases")
    reference = models.CharField(max_length=24, unique=True)
    nonce = models.CharField(max_length=32, editable=False, help_text="the secret link is made from it and the key")
    language = models.CharField(_("Language"), max_length=10, help_text="a tag of the interface or the pack")
    reads = models.CharField(
        max_length=10, help_text="the language of pages and letters around it: one that the interface has"
    )
    channel = models.CharField(_("How it came"), max_length=10, choices=Channel)
    state = models.CharField(_("State"), max_length=30, help_text="a state of uramost.states")
    office = models.ForeignKey(Office, models.PROTECT, related_name="cases")
    first_office = models.ForeignKey(Office, models.PROTECT, related_name="+")
    routed_by = models.JSONField(default=dict, help_text="which row of the routing table, and why")
    assignee = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    merged_into = models.ForeignKey("self", models.PROTECT, null=True, related_name="merged")

    text = models.TextField(_("What it is about"))
    given = models.JSONField(default=dict, help_text="further question → answer")
    place_text = models.CharField(_("Place"), max_length=300, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    name = models.CharField(_("Name"), max_length=200, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    by_sms = models.BooleanField(default=False, help_text="short messages to the telephone as well")
    public_text = models.TextField(blank=True, help_text="released for everybody by a clerk, without personal data")
    public_search = models.TextField(blank=True, editable=False, help_text="the public text, folded for searching")

    received_at = models.DateTimeField(db_index=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    clock_from = models.DateTimeField(help_text="from when the running clock counts: receipt, or the last reopening")
    limit = models.JSONField(default=dict, help_text="the limit as it was when the case came; empty: none is known")
    norm = models.PositiveSmallIntegerField(null=True, help_text="the municipality's own promise, in days")
    due_at = models.DateTimeField(null=True, help_text="the latest moment; by the own promise where no limit is known")
    promised_at = models.DateTimeField(null=True, help_text="by the own promise")
    paused = models.BooleanField(default=False)
    answered_at = models.DateTimeField(null=True, help_text="the first answer in substance")
    answer_language = models.CharField(max_length=10, blank=True)
    outcome = models.CharField(max_length=20, blank=True, help_text="answered, competing or nothing: see fairness")
    waited = models.FloatField(null=True, help_text="days until the outcome, less pauses")
    closed_at = models.DateTimeField(null=True)
    changed_at = models.DateTimeField(db_index=True)
    forwarded = models.PositiveSmallIntegerField(default=0)
    reopened = models.PositiveSmallIntegerField(default=0)
    rating = models.PositiveSmallIntegerField(null=True)
    anonymised_at = models.DateTimeField(null=True)
    wrote_at = models.DateTimeField(
        null=True, help_text="when the resident wrote after the end, until somebody who works here has opened it"
    )

    objects: ClassVar[Any] = CaseQuerySet.as_manager()

    class Meta:
        verbose_name = _("case")
        verbose_name_plural = _("cases")
        constraints = (
            models.CheckConstraint(name="a_rating_is_1_to_5", condition=Q(rating=None) | Q(rating__range=(1, 5))),
            models.CheckConstraint(
                name="a_point_has_two_coordinates",
                condition=Q(latitude=None, longitude=None) | Q(latitude__isnull=False, longitude__isnull=False),
            ),
        )
        indexes = (
            # The queue: what runs in a municipality, an office, by what is due next.
            # With the office at the end: several offices are picked out in the order of the first, in the index alone.
            models.Index(
                fields=("municipality", "due_at", "id", "office"), name="running_here", condition=Q(closed_at=None)
            ),
            models.Index(fields=("office", "due_at", "id"), name="running_in_an_office", condition=Q(closed_at=None)),
            models.Index(fields=("municipality", "-received_at", "-id"), name="newest_here"),
            models.Index(fields=("service", "received_at"), name="of_a_service"),
            models.Index(
                fields=("municipality", "wrote_at"), name="written_after_the_end", condition=Q(wrote_at__isnull=False)
            ),
        )

    def __str__(self) -> str:
        return self.reference

    def get_absolute_url(self) -> str:
        return reverse("cases:case", args=[self.reference])

    def late(self, at: datetime) -> bool:
        """Whether the last moment has passed without an answer; a case that waits for the resident is not late."""
        return self.closed_at is None and not self.paused and self.due_at is not None and self.due_at < at


class Entry(models.Model):
    """One thing that happened to a case: who, when, from which state to which, and what the resident was told."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="entries")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    who = models.CharField(max_length=10, help_text="resident, clerk, head, system")
    move = models.CharField(max_length=30, help_text="a move of uramost.states, or an act without one")
    before = models.CharField(max_length=30, blank=True)
    after = models.CharField(max_length=30)
    text = models.TextField(blank=True, help_text="what was said")
    language = models.CharField(max_length=10, blank=True, help_text="of the text")
    seen_by_resident = models.BooleanField(default=True)
    facts = models.JSONField(default=dict, help_text="values of the act: days, office, why another language, …")

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(name="an_entry_number_once", fields=("case", "number")),)

    def __str__(self) -> str:
        return f"{self.case_id} {self.number} {self.move}"


class Pause(models.Model):
    """The clock stands while the resident has to supply something."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="pauses")
    start_at = models.DateTimeField()
    end_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ("start_at",)
        constraints = (
            models.UniqueConstraint(name="one_open_pause", fields=("case",), condition=Q(end_at=None)),
            models.CheckConstraint(
                name="a_pause_ends_after_it_starts", condition=Q(end_at=None) | Q(end_at__gte=models.F("start_at"))
            ),
        )


class Extension(models.Model):
    """More time, with a reason the resident was told."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="extensions")
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="extension")
    amount = models.PositiveSmallIntegerField(help_text="in the unit of the limit")
    told_at = models.DateTimeField()

    class Meta:
        ordering = ("told_at",)


class DateMove(models.Model):
    """The last day of a running case moved because a holiday was added or taken away."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="date_moves")
    before = models.DateTimeField()
    after = models.DateTimeField()
    holiday = models.CharField(max_length=90, help_text="key of the override that moved it")
    at = models.DateTimeField()

    class Meta:
        ordering = ("at",)


def kept_as(attachment: "Attachment", filename: str) -> str:
    """A name of ours: nothing of the sender's reaches the file system."""
    return f"cases/{attachment.key.hex[:2]}/{attachment.key.hex}.bin"


class Draft(models.Model):
    """A form that is being filled in; sent twice, it still makes one case."""

    key = models.UUIDField(unique=True, editable=False, help_text="in the address of the form, and nowhere else")
    service = models.ForeignKey(Service, models.CASCADE, related_name="+")
    language = models.CharField(max_length=10)
    reads = models.CharField(max_length=10)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.WEB)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    answers = models.JSONField(default=dict)
    started_at = models.DateTimeField(db_index=True)
    case = models.OneToOneField(Case, models.SET_NULL, null=True, related_name="draft")


class Attachment(models.Model):
    """A file that came with a case or an entry; a photograph carries no data of where and with what it was taken."""

    key = models.UUIDField(unique=True, editable=False)
    case = models.ForeignKey(Case, models.CASCADE, null=True, related_name="attachments")
    draft = models.ForeignKey(Draft, models.SET_NULL, null=True, related_name="attachments")
    entry = models.ForeignKey(Entry, models.SET_NULL, null=True, related_name="attachments")
    file = models.FileField(upload_to=kept_as)
    name = models.CharField(max_length=255, help_text="as the sender called it; shown, never used as a path")
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField(help_text="bytes")
    public = models.BooleanField(default=False, help_text="released for everybody by a clerk")
    at = models.DateTimeField()

    class Meta:
        ordering = ("pk",)
        indexes = (models.Index(fields=("case",), name="released_files", condition=Q(public=True)),)


class Reading(models.Model):
    """Somebody of the municipality opened a case; its resident can see when, and in which office they work."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="readings")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    office = models.ForeignKey(Office, models.SET_NULL, null=True, related_name="+")
    day = models.DateField()
    first_at = models.DateTimeField()

    class Meta:
        ordering = ("first_at",)
        constraints = (models.UniqueConstraint(name="a_reading_once_a_day", fields=("case", "person", "day")),)


class ApiKey(models.Model):
    """What another programme shows to send or change cases; only its hash is kept."""

    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="api_keys")
    name = models.CharField(_("Name"), max_length=100)
    start = models.CharField(max_length=8, help_text="its first letters, to tell keys apart")
    digest = models.CharField(max_length=64, unique=True)
    scopes = models.JSONField(_("What it may do"), default=list)
    a_minute = models.PositiveSmallIntegerField(_("Calls a minute"), default=60)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)
    used_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.municipality.slug} · {self.name}"


class OutsideUpdate(models.Model):
    """An update that came through the API, by its sender's number, so that sent twice it is taken once."""

    key = models.ForeignKey(ApiKey, models.CASCADE, related_name="+")
    update_id = models.CharField(max_length=100)
    entry = models.OneToOneField(Entry, models.CASCADE, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="an_update_id_once", fields=("key", "update_id")),)
