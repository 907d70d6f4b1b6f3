"""An event and its sessions, and who says that they will come and who came.

What an event is called and what it is about is said by its notice, which is translated and published in every language
owed as any other notice is: an event is announced when its notice is public. The community of those who come is
neither asked nor stored here.
"""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uramost_web.directory.models import Organisation, Person
from uramost_web.events.asked import Question, Standing
from uramost_web.events.asking import Draft
from uramost_web.events.certificates import Certificate
from uramost_web.events.correspondence import Letter
from uramost_web.events.evaluations import Evaluated, Evaluation
from uramost_web.events.interpreters import Booking, Interpreter, InterpreterPair
from uramost_web.events.looking import EventWord
from uramost_web.events.marks import TakenBack
from uramost_web.events.minutes import Carried, Decision, FollowUp, Minutes
from uramost_web.events.participants import ParticipantList
from uramost_web.events.photographs import Photograph, Seen
from uramost_web.events.quizzes import Quiz, Sitting
from uramost_web.events.tallies import Presence, Tally
from uramost_web.interface import tag as bcp
from uramost_web.notices.models import Notice
from uramost_web.places.models import Municipality, in_language

__all__ = [
    "TAUGHT",
    "Attendance",
    "Booking",
    "Carried",
    "Certificate",
    "Coming",
    "Course",
    "Decision",
    "Draft",
    "Evaluated",
    "Evaluation",
    "Event",
    "EventWord",
    "FollowUp",
    "How",
    "Interpreter",
    "InterpreterPair",
    "Kind",
    "Letter",
    "Minutes",
    "ParticipantList",
    "Photograph",
    "Presence",
    "Programme",
    "Question",
    "Quiz",
    "Registration",
    "Seen",
    "Session",
    "Sitting",
    "Standing",
    "State",
    "TakenBack",
    "Tally",
]


class Kind(models.TextChoices):
    HEARING = "hearing", _("Public hearing")
    DEBATE = "debate", _("Public debate")
    FORUM = "forum", _("Session of the Municipal Community Forum")
    WORKING_GROUP = "working_group", _("Session of a Joint Working Group")
    LANGUAGE_COURSE = "language_course", _("Language course")
    TRAINING = "training", _("Training")
    STUDY_VISIT = "study_visit", _("Study visit")
    FAIR = "fair", _("Fair")
    B2B = "b2b", _("Business-to-business day")


TAUGHT = (Kind.LANGUAGE_COURSE, Kind.TRAINING, Kind.STUDY_VISIT)
"""Kinds whose hours count as training, and which can have tests and certificates."""


class State(models.TextChoices):
    DRAFT = "draft", _("Being prepared")
    ANNOUNCED = "announced", _("Announced")
    HELD = "held", _("Held")
    CANCELLED = "cancelled", _("Cancelled")


class Programme(models.Model):
    """What several courses and events belong to, such as a donor's programme."""

    code = models.SlugField(unique=True)
    names = models.JSONField(_("Names by language tag"))

    def __str__(self) -> str:
        return self.code

    def name_in(self, tag: str) -> str:
        return in_language(self.names, bcp(tag))


class Course(models.Model):
    """Events that are one thing to those who come: a course of trainings, the sessions of one forum."""

    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="courses")
    municipality = models.ForeignKey(Municipality, models.PROTECT, null=True, blank=True, related_name="courses")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    names = models.JSONField(_("Names by language tag"))
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return next(iter(self.names.values()), str(self.pk))

    def name_in(self, tag: str) -> str:
        return in_language(self.names, bcp(tag))


class EventQuerySet(models.QuerySet["Event"]):
    def public(self) -> "EventQuerySet":
        return self.filter(state__in=(State.ANNOUNCED, State.HELD, State.CANCELLED))

    def held(self, pk: int) -> "Event":
        """The row as it is now, held until the end of the transaction: the last seat is given once."""
        self.select_for_update().values_list("pk").get(pk=pk)
        return self.select_related("municipality", "notice").get(pk=pk)


class Event(models.Model):
    """One meeting, or one training of several sessions. `starts_at` and `ends_at` are those of all sessions."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="events")
    programme = models.ForeignKey(Programme, models.PROTECT, null=True, blank=True, related_name="events")
    course = models.ForeignKey(Course, models.PROTECT, null=True, blank=True, related_name="events")
    host = models.ForeignKey(Organisation, models.PROTECT, null=True, blank=True, related_name="events")
    notice = models.OneToOneField(Notice, models.PROTECT, related_name="event")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    state = models.CharField(_("State"), max_length=10, choices=State, default=State.DRAFT)
    titles = models.JSONField(default=dict, editable=False, help_text="by tag, as published; for lists and calendars")
    venue = models.JSONField(_("Venue by language tag"), default=dict)
    online = models.URLField(_("Address on the web"), blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True, blank=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    capacity = models.PositiveIntegerField(_("Places"), null=True, blank=True, help_text=_("Empty: as many as come."))
    registration = models.BooleanField(_("People register"), default=True)
    closes_at = models.DateTimeField(_("Registration ends"), null=True, blank=True)
    languages = models.JSONField(default=list, help_text="tags spoken from the front, without interpretation")
    offers = models.JSONField(default=list, help_text="which needs can be met: codes of NEEDS")
    cancelled_why = models.JSONField(default=dict, help_text="by tag: public")
    key = models.UUIDField(unique=True, editable=False, help_text="of its calendar entry: the same for ever")
    sequence = models.PositiveIntegerField(default=0, help_text="of its calendar entry: grows with every move")
    reminded_of = models.DateTimeField(null=True, editable=False, help_text="the beginning of which people know")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    objects: ClassVar[Any] = EventQuerySet.as_manager()

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")
        constraints = (
            models.CheckConstraint(name="an_event_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
        )
        indexes = (
            models.Index(fields=("starts_at", "id"), name="events_by_start"),
            models.Index(fields=("municipality", "starts_at"), name="events_of_a_municipality"),
            models.Index(fields=("ends_at", "id", "state"), name="events_by_end"),
            models.Index(fields=("municipality", "ends_at", "id", "state"), name="events_of_a_place_by_end"),
            models.Index(fields=("ends_at",), name="events_still_announced", condition=Q(state="announced")),
        )

    def __str__(self) -> str:
        return f"{self.municipality.slug}/{self.kind}/{self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("events:event", args=[self.pk])

    def title_in(self, tag: str) -> str:
        """As published in this language and script; empty where it is not there: never another language."""
        return in_language(self.titles, bcp(tag))


class Session(models.Model):
    """One sitting of an event. People come to sessions."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="sessions")
    number = models.PositiveSmallIntegerField()
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    nonce = models.CharField(max_length=32, editable=False, help_text="the sign-in address is made from it and the key")

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="a_session_once", fields=("event", "number")),
            models.CheckConstraint(name="a_session_ends_after_it_starts", condition=Q(ends_at__gt=F("starts_at"))),
        )

    def __str__(self) -> str:
        return f"{self.event_id}/{self.number}"

    def hours(self) -> float:
        return (self.ends_at - self.starts_at).total_seconds() / 3600


class Coming(models.TextChoices):
    REGISTERED = "registered", _("Registered")
    WAITING = "waiting", _("On the waiting list")
    CANCELLED = "cancelled", _("Does not come")


class Registration(models.Model):
    """Somebody who said that they will come, and what they need: forgotten when the event is over or cancelled."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="registrations")
    person = models.ForeignKey(Person, models.PROTECT, related_name="registrations")
    state = models.CharField(_("State"), max_length=10, choices=Coming)
    place = models.PositiveIntegerField(help_text="in the order in which they came: the waiting list goes by it")
    reads = models.CharField(max_length=10, help_text="the language of pages and letters")
    interpretation = models.CharField(
        _("Language to be interpreted into"), max_length=10, blank=True, help_text="a tag; empty: none is needed"
    )
    access = models.CharField(_("What makes it possible to take part"), max_length=300, blank=True)
    childcare = models.PositiveSmallIntegerField(_("Children to be looked after"), default=0)
    transport = models.CharField(_("Transport from"), max_length=200, blank=True)
    photos = models.BooleanField(_("May be seen in photos"), default=False)
    key = models.UUIDField(unique=True, help_text="of the form that was sent: sent twice, it is one registration")
    nonce = models.CharField(max_length=32, editable=False, help_text="the own link is made from it and the key")
    brought_with = models.ForeignKey(
        ParticipantList, models.PROTECT, null=True, related_name="registrations", help_text="null: they registered"
    )
    registered_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                name="registered_once", fields=("event", "person"), condition=~Q(state="cancelled")
            ),
            models.UniqueConstraint(name="a_place_in_line_once", fields=("event", "place")),
        )
        indexes = (models.Index(fields=("event", "state", "place"), name="who_comes"),)

    def __str__(self) -> str:
        return f"{self.event_id}: {self.state}"

    def all_of_theirs(self) -> models.QuerySet["Registration"]:
        """With this one, those of the same person for the event: several where two people were found to be one."""
        return Registration.objects.filter(event=self.event_id, person=self.person_id)


class How(models.TextChoices):
    QR = "qr", _("By their own telephone")
    DOOR = "door", _("At the door")
    SHEET = "sheet", _("From the printed sheet")


class Attendance(models.Model):
    """Somebody was at a session. `mark` comes from the device that noted it: sent again, it is not counted again."""

    session = models.ForeignKey(Session, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(Person, models.PROTECT, related_name="attendances")
    mark = models.UUIDField(unique=True)
    how = models.CharField(max_length=10, choices=How)
    noted_at = models.DateTimeField(help_text="when the device or the clerk noted it")
    stored_at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (models.UniqueConstraint(name="attended_once", fields=("session", "person")),)

    def __str__(self) -> str:
        return f"{self.session_id}: {self.how}"
