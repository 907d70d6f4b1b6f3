"""Interpreters, the pairs of languages between which they work, and the sessions for which they are booked."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from uramost_web.directory.models import Person


class Interpreter(models.Model):
    """Somebody of the directory who interprets. All municipalities know them: there are few."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="interpreter")
    active = models.BooleanField(_("Can be booked"), default=True)
    added_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.person.name


class InterpreterPair(models.Model):
    """Both ways between two languages, by their codes without a script, in the order of the codes."""

    interpreter = models.ForeignKey(Interpreter, models.CASCADE, related_name="pairs")
    first = models.CharField(max_length=10)
    second = models.CharField(max_length=10)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_pair_once", fields=("interpreter", "first", "second")),
            models.CheckConstraint(name="a_pair_in_order", condition=Q(first__lt=F("second"))),
        )

    def __str__(self) -> str:
        return f"{self.first}–{self.second}"


class Booking(models.Model):
    """An interpreter is booked for a session, between two languages."""

    session = models.ForeignKey("events.Session", models.CASCADE, related_name="bookings")
    interpreter = models.ForeignKey(Interpreter, models.PROTECT, related_name="bookings")
    first = models.CharField(max_length=10)
    second = models.CharField(max_length=10)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="booked_once", fields=("session", "interpreter")),
            models.CheckConstraint(name="a_booked_pair_in_order", condition=Q(first__lt=F("second"))),
        )

    def __str__(self) -> str:
        return f"{self.session_id}: {self.first}–{self.second}"
