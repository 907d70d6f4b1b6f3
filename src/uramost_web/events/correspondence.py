"""Letters to those who registered, each kept with what it tells of before anything is sent."""

from django.db import models
from django.db.models import Q


class About(models.TextChoices):
    REGISTERED = "registered"
    WAITING = "waiting"
    PROMOTED = "promoted"
    AGAIN = "again"
    REMINDER = "reminder"
    MOVED = "moved"
    CANCELLED = "cancelled"
    TAKEN_OFF = "taken_off"


class Sent(models.TextChoices):
    WAITING = "waiting"
    SENDING = "sending"
    SENT = "sent"
    REFUSED = "refused"


class Letter(models.Model):
    """One letter about one registration. `number`: of the move, the day or the time that it tells of; each once."""

    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="letters")
    about = models.CharField(max_length=10, choices=About)
    number = models.PositiveBigIntegerField(default=0)
    to = models.CharField(max_length=254)
    language = models.CharField(max_length=10)
    subject = models.CharField(max_length=300)
    body = models.TextField()
    state = models.CharField(max_length=10, choices=Sent, default=Sent.WAITING)
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(help_text="not before")
    taken_at = models.DateTimeField(null=True, help_text="when a worker last took it")
    sent_at = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120, unique=True, help_text="the same at every try")
    problem = models.TextField(blank=True)

    class Meta:
        constraints = (models.UniqueConstraint(name="told_once", fields=("registration", "about", "number")),)
        indexes = (
            models.Index(fields=("next_at",), name="letters_to_be_sent", condition=~Q(state__in=("sent", "refused"))),
        )

    def __str__(self) -> str:
        return f"{self.message_id} {self.state}"
