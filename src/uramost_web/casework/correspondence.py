"""Letters that go out and post that comes in, each kept before anything is done with it."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from uramost_web import outbox

CASE = "casework.Case"


class Way(models.TextChoices):
    MAIL = "mail"
    SMS = "sms"


class Letter(outbox.Letter):
    """About one entry."""

    case = models.ForeignKey(CASE, models.CASCADE, related_name="letters")
    entry = models.ForeignKey("casework.Entry", models.CASCADE, related_name="letters", db_index=False)
    way = models.CharField(max_length=5, choices=Way)

    class Meta:
        constraints = (
            models.UniqueConstraint(name="a_letter_once", fields=("entry", "way", "to")),
            models.UniqueConstraint(name="a_message_id_once", fields=("message_id",)),
        )
        indexes = (models.Index(fields=("next_at",), name="to_be_sent", condition=outbox.NOT_DONE),)


class Post(models.Model):
    """A message that came in, as it came; read into a case once."""

    message_id = models.CharField(max_length=300)
    digest = models.CharField(max_length=64, unique=True, help_text="of its bytes: delivered twice, it is kept once")
    sender = models.CharField(max_length=254, blank=True)
    raw = models.FileField(upload_to="post/%Y/%m")
    received_at = models.DateTimeField()
    case = models.ForeignKey(CASE, models.SET_NULL, null=True, related_name="post")
    entry = models.OneToOneField("casework.Entry", models.SET_NULL, null=True, related_name="+")
    handled_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True, help_text="when it was last tried and could not be read")
    finding = models.CharField(max_length=40, blank=True, help_text="why it did not become an entry")
    subject = models.CharField(max_length=300, blank=True)
    municipality = models.ForeignKey(
        "places.Municipality", models.SET_NULL, null=True, related_name="+", help_text="whose clerks see it"
    )
    known_by = models.CharField(max_length=10, blank=True, help_text="case, number, sender or only: how that is known")
    settled_at = models.DateTimeField(null=True, help_text="when a clerk said that it belongs to no case")
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    settled_why = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="settled_by_somebody_at_a_moment",
                condition=Q(settled_at=None, settled_by=None) | Q(settled_at__isnull=False, settled_by__isnull=False),
            ),
        )
        indexes = (
            models.Index(
                fields=("municipality", "-received_at"),
                name="post_of_no_case",
                condition=Q(entry=None) & ~Q(finding="") & ~Q(raw=""),  # what was emptied is in no list
            ),
            models.Index(fields=("received_at",), name="post_to_read", condition=Q(handled_at=None)),
            models.Index(fields=("received_at",), name="post_to_forget", condition=Q(entry=None) & ~Q(raw="")),
        )
