"""Questions that residents ask before an event and during it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class Standing(models.TextChoices):
    NEW = "new", _("Waits to be looked at")
    SHOWN = "shown", _("Shown to all")
    REFUSED = "refused", _("Not shown")


class Question(models.Model):
    """A question without a name. `texts`: by tag, as it is shown; the language in which it was asked is among them."""

    event = models.ForeignKey("events.Event", models.CASCADE, related_name="questions")
    text = models.TextField(_("Question"), help_text="as it was asked; emptied when personal data were in it")
    language = models.CharField(max_length=10, help_text="the tag in which it was asked")
    texts = models.JSONField(default=dict)
    during = models.BooleanField(default=False, help_text="asked while the event was going on")
    state = models.CharField(_("State"), max_length=10, choices=Standing, default=Standing.NEW)
    key = models.UUIDField(unique=True, help_text="of the form that was sent: sent twice, it is one question")
    version = models.PositiveIntegerField(default=0)
    asked_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = (models.Index(fields=("event", "state", "asked_at"), name="questions_of_an_event"),)
        constraints = (
            models.CheckConstraint(name="a_shown_question_has_texts", condition=~Q(state="shown") | ~Q(texts={})),
        )

    def __str__(self) -> str:
        return f"{self.event_id}: {self.state}"
