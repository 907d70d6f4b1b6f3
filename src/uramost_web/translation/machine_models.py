"""Machine translation in a municipality: how it is set, what was asked and suggested, who has read the statement."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from uramost_web.places.models import Municipality


class Protocol(models.TextChoices):
    LIBRETRANSLATE = "libretranslate", _("LibreTranslate, or an engine that speaks as it does")
    DEEPL = "deepl", _("DeepL")
    CHAT = "chat", _("A language model, spoken to as OpenAI’s")


class Keeps(models.TextChoices):
    """What the operator of a server says about the texts it is sent."""

    NOTHING = "nothing", _("Texts are not kept.")
    DAYS = "days", _("Texts are kept for some days.")
    USES = "uses", _("Texts are kept and used, for example to improve the service.")
    UNKNOWN = "unknown", _("It is not known whether texts are kept.")


class Script(models.TextChoices):
    CYRILLIC = "sr-Cyrl", _("Cyrillic")
    LATIN = "sr-Latn", _("Latin")


class MachineSetting(models.Model):
    """A municipality's server, and the statement of where its texts go. Off until somebody switches it on."""

    municipality = models.OneToOneField(Municipality, models.PROTECT, related_name="machine")
    protocol = models.CharField(max_length=20, choices=Protocol)
    url = models.CharField(max_length=300)
    model = models.CharField(max_length=100, blank=True)
    sealed_key = models.TextField(blank=True, editable=False, help_text="encrypted")
    serbian = models.CharField(max_length=10, choices=Script, default=Script.CYRILLIC)
    per_minute = models.PositiveSmallIntegerField(default=60, help_text="sentences")
    pretranslate = models.BooleanField(default=False, help_text="every new document, before anybody asks")
    for_residents = models.BooleanField(default=False, help_text="also what residents write, for clerks who read it")
    on = models.BooleanField(default=False)
    operator = models.CharField(max_length=200, blank=True, help_text="who runs the server")
    country = models.CharField(max_length=2, blank=True, help_text="ISO 3166-1")
    keeps = models.CharField(max_length=10, choices=Keeps, blank=True)
    days = models.PositiveSmallIntegerField(null=True, help_text="how long texts are kept")
    said_at = models.CharField(max_length=300, blank=True, help_text="where the operator says so")
    offer = models.JSONField(null=True, help_text="source → targets, as the server last said")
    offered_at = models.DateTimeField(null=True)
    glossaries = models.JSONField(default=dict, help_text="source>target → number at DeepL")
    failures = models.PositiveIntegerField(default=0, help_text="in a row")
    resting_until = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    changed_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.CheckConstraint(
                name="on_with_a_statement",
                condition=Q(on=False) | (~Q(url="") & ~Q(operator="") & ~Q(country="") & ~Q(keeps="")),
            ),
            models.CheckConstraint(name="days_are_said", condition=~Q(keeps=Keeps.DAYS) | Q(days__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.municipality}: {self.protocol}"


class MachineStatement(models.Model):
    """What was stated in public while it held. Only added to; `until` is filled in when something else is stated."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="machine_statements")
    protocol = models.CharField(max_length=20, choices=Protocol)
    url = models.CharField(max_length=300)
    operator = models.CharField(max_length=200)
    country = models.CharField(max_length=2)
    keeps = models.CharField(max_length=10, choices=Keeps)
    days = models.PositiveSmallIntegerField(null=True)
    said_at = models.CharField(max_length=300, blank=True)
    for_residents = models.BooleanField(null=True, help_text="empty: it was not kept then")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        ordering = ("-since", "-pk")
        constraints = (
            models.UniqueConstraint(name="one_statement_holds", fields=("municipality",), condition=Q(until=None)),
        )


class MachineAsk(models.Model):
    """One exchange with a server: how much was sent, for whom, and how it ended. Never what was said."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    translation = models.ForeignKey(
        "translation.Translation", models.CASCADE, null=True, related_name="machine_asks",
        help_text="empty: somebody wanted to read what a resident wrote",
    )  # fmt: skip
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    sentences = models.PositiveIntegerField()
    characters = models.PositiveIntegerField()
    code = models.CharField(max_length=20, blank=True, help_text="of the trouble; empty: it went well")

    class Meta:
        indexes = (models.Index(fields=("municipality", "at"), name="asked_lately"),)


class MachineSuggestion(models.Model):
    """What the machine last said for a sentence, until a person makes something of it."""

    target = models.OneToOneField("translation.Target", models.CASCADE, related_name="machine")
    of_version = models.PositiveIntegerField(help_text="the version of the segment it translates")
    engine = models.CharField(max_length=20)
    text = models.TextField()
    remarks = models.JSONField(default=list)
    taken = models.BooleanField(default=False, help_text="put into the box: what is saved next began with it")
    at = models.DateTimeField()

    def __str__(self) -> str:
        return self.text[:60]


class MachineReader(models.Model):
    """Somebody has read where the texts of a municipality go, as it is stated now."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="+")
    statement = models.CharField(max_length=64, help_text="its fingerprint")
    at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_reader_once", fields=("user", "municipality")),)
