"""Minutes of an event, the decisions in them, and what became of these at later events of the course."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost_web.notices.models import Notice


class Carried(models.TextChoices):
    OPEN = "open", _("Not carried out yet")
    DONE = "done", _("Carried out")
    DROPPED = "dropped", _("Given up")


class Minutes(models.Model):
    """As they are typed, until they become the text of a notice, which is translated and published as any other."""

    event = models.OneToOneField("events.Event", models.CASCADE, related_name="minutes")
    notice = models.OneToOneField(Notice, models.PROTECT, null=True, related_name="minutes")
    language = models.CharField(_("Language"), max_length=10, help_text="the tag in which they are written")
    title = models.CharField(_("Title"), max_length=300)
    text = models.TextField(_("Text"), blank=True)
    version = models.PositiveIntegerField(default=1, help_text="the lock: who saves says which one they saw")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.event_id}: {self.title}"


class Decision(models.Model):
    """What was decided, who does it and until when.

    `block` and `responsible_block`: where that stands in the notice, in every language.
    """

    minutes = models.ForeignKey(Minutes, models.CASCADE, related_name="decisions")
    number = models.PositiveSmallIntegerField()
    text = models.CharField(pgettext_lazy("of a session", "Decision"), max_length=1000)
    responsible = models.CharField(_("Responsible"), max_length=200)
    due = models.DateField(pgettext_lazy("last day", "Until"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, help_text="as that of minutes")
    block = models.CharField(max_length=200, blank=True, editable=False)
    responsible_block = models.CharField(max_length=200, blank=True, editable=False)
    state = models.CharField(_("State"), max_length=10, choices=Carried, default=Carried.OPEN)

    class Meta:
        ordering = ("number",)
        constraints = (models.UniqueConstraint(name="a_decision_number_once", fields=("minutes", "number")),)

    def __str__(self) -> str:
        return f"{self.minutes_id}: {self.number}"


class FollowUp(models.Model):
    """What an event found to have become of a decision of an earlier one."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="follow_ups")
    event = models.ForeignKey("events.Event", models.CASCADE, related_name="follow_ups")
    state = models.CharField(max_length=10, choices=Carried)
    note = models.CharField(max_length=500, blank=True, help_text="for the desk")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="followed_up_once", fields=("decision", "event")),)

    def __str__(self) -> str:
        return f"{self.decision_id}: {self.state}"
