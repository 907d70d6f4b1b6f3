"""Letters to those who registered, each kept with what it tells of before anything is sent."""

from django.db import models

from uramost_web import outbox


class About(models.TextChoices):
    REGISTERED = "registered"
    WAITING = "waiting"
    PROMOTED = "promoted"
    AGAIN = "again"
    REMINDER = "reminder"
    MOVED = "moved"
    CANCELLED = "cancelled"
    TAKEN_OFF = "taken_off"


class Letter(outbox.Letter):
    """About one registration. `number`: of the move, the day or the time that it tells of; each once."""

    registration = models.ForeignKey("events.Registration", models.CASCADE, related_name="letters")
    about = models.CharField(max_length=10, choices=About)
    number = models.PositiveBigIntegerField(default=0)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="told_once", fields=("registration", "about", "number")),
            models.UniqueConstraint(name="an_event_letter_once", fields=("message_id",)),
        )
        indexes = (models.Index(fields=("next_at",), name="letters_to_be_sent", condition=outbox.NOT_DONE),)
