"""A file with people as it came, and what is to become of each of its lines. Nothing is written before that is said."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from uramost_web.directory.organisations import Organisation
from uramost_web.directory.people import Function, Person
from uramost_web.places.models import Municipality


class State(models.TextChoices):
    COMPARING = "comparing", _("Being compared")
    PREVIEW = "preview", _("Being looked through")
    DONE = "done", _("Done")
    UNDONE = "undone", _("Undone")


class Decision(models.TextChoices):
    OPEN = "open", _("To be decided")
    NEW = "new", _("A new person")
    SAME = "same", _("The same person")
    SKIP = "skip", _("Left out")


class Import(models.Model):
    """One file. The file itself is not kept: only what its lines say, without what people are asked themselves."""

    class Kind(models.TextChoices):
        PEOPLE = "people", pgettext_lazy("of the directory", "People")
        PARTICIPANTS = "participants", _("Participants")

    file_name = models.CharField(max_length=200, help_text="as it was called where it came from")
    kind = models.CharField(max_length=20, choices=Kind, default=Kind.PEOPLE)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="imports", help_text="of those who are new in it"
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="imports", help_text="where they have a function"
    )
    language = models.CharField(max_length=10, blank=True, help_text="the tag in which its functions are written")
    columns = models.JSONField(default=list, help_text="[head as it stands in the file, what the column has]")
    findings = models.JSONField(default=list, help_text="what is to be said of the whole file: codes and values")
    state = models.CharField(max_length=10, choices=State, default=State.COMPARING)
    compared = models.PositiveIntegerField(default=0, help_text="lines so far")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = _("import")
        verbose_name_plural = _("imports")
        ordering = ("-at", "-pk")

    def __str__(self) -> str:
        return self.file_name


class ImportLine(models.Model):
    """One line: what stood there, how it was read, what is odd about it, and what is to be done."""

    of = models.ForeignKey(Import, models.CASCADE, related_name="lines")
    number = models.PositiveIntegerField(help_text="in the file, from 1")
    raw = models.JSONField(default=list)
    read = models.JSONField(default=dict)
    findings = models.JSONField(default=list, help_text="codes and values")
    decision = models.CharField(max_length=10, choices=Decision)
    person = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", help_text="found, or made")
    made = models.BooleanField(default=False, help_text="this line made the person")
    before = models.JSONField(default=dict, help_text="field of the person → [what was there, what was written]")
    function = models.ForeignKey(Function, models.SET_NULL, null=True, related_name="+", help_text="made by this line")
    undoing = models.JSONField(default=list, help_text="what could not be undone: codes and values")
    score = models.FloatField(null=True, help_text="uramost.namesakes: of 100")
    alike = models.JSONField(default=list, help_text="others it may be: [number, score, reasons]")

    class Meta:
        constraints = (models.UniqueConstraint(name="a_line_once", fields=("of", "number")),)

    def __str__(self) -> str:
        return f"{self.of_id}:{self.number}"
