"""Places and what holds in them, as a country pack brings it and an administrator edits it."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uramost import languages, text
from uramost.scripts import to_latin
from uramost_web.interface import TOLD_BESIDES
from uramost_web.interface import tag as bcp
from uramost_web.places import memoranda  # noqa: F401 - Django looks for models here


class PackRow(models.Model):
    """A row that a country pack wrote. `pack_values` is what it last wrote, so that a later edit is seen as one."""

    pack = models.CharField(max_length=40, editable=False, default="")
    pack_values = models.JSONField(editable=False, default=dict)
    source = models.TextField(_("Source"), help_text=_("Where this is written."))
    changed_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True

    def is_settled(self) -> bool:
        """Somebody here answers for the whole row: a load of the pack then changes no part of it unasked."""
        return False


def in_language(texts: Mapping[str, str], tag: str) -> str:
    """The text in this language; in Serbian Latin from the Cyrillic one; otherwise empty: never another language."""
    if tag in texts:
        return texts[tag]
    if tag == "sr-Latn" and "sr-Cyrl" in texts:
        return to_latin(texts["sr-Cyrl"])
    return ""


class MunicipalityQuerySet(models.QuerySet["Municipality"]):
    def matching(self, words: str) -> "MunicipalityQuerySet":
        """Those with a name like this, in any language and script, with or without its diacritics."""
        key = text.search_key(words)
        if not key:
            return self
        return self.filter(pk__in=[place.pk for place in self if any(key in name for name in place.search_keys())])


class Municipality(PackRow):
    code = models.CharField(_("Code"), max_length=10, unique=True)
    slug = models.SlugField(unique=True)
    names = models.JSONField(_("Names by language tag"))
    other_names = models.JSONField(_("Other names people use"), default=list, blank=True)
    programme = models.BooleanField(_("Takes part in the programme"), default=False)
    first_name = models.CharField(_("Language of the name that stands first"), max_length=10, blank=True)
    row = models.PositiveSmallIntegerField(_("Row of its tile"))
    column = models.PositiveSmallIntegerField(_("Column of its tile"))
    latitude = models.DecimalField(_("Latitude of its middle"), max_digits=9, decimal_places=6, null=True, blank=True)
    longitude = models.DecimalField(_("Longitude of its middle"), max_digits=9, decimal_places=6, null=True, blank=True)
    boundary = models.JSONField(
        _("Boundary"),
        default=list,
        blank=True,
        help_text=_("Rings of [longitude, latitude]."),
    )
    population = models.PositiveIntegerField(_("Inhabitants"), null=True, blank=True)
    population_basis = models.CharField(max_length=60, blank=True)
    self_approval = models.BooleanField(
        _("A translator may approve their own translation"),
        default=False,
        help_text=_("Where only one person knows a language. The notice then says that nobody else has read it."),
    )
    shares_memory = models.BooleanField(
        _("Other municipalities are offered its approved sentences"),
        default=True,
        help_text=_("In the translation memory, sentence by sentence. Without this it keeps them to itself."),
    )

    objects: ClassVar[Any] = MunicipalityQuerySet.as_manager()

    class Meta:
        verbose_name = _("municipality")
        verbose_name_plural = _("municipalities")
        ordering = ("slug",)

    def __str__(self) -> str:
        return self.both_names()

    def forms(self) -> dict[str, tuple[str, ...]]:
        """Language tag → its names in that language, "" → other names, for finding them in a text."""
        found: dict[str, tuple[str, ...]] = {"": tuple(self.other_names)}
        for tag, name in self.names.items():
            language = tag.removesuffix("-def")
            found[language] = (*found.get(language, ()), name)
        return found

    def search_keys(self) -> list[str]:
        return [text.search_key(name) for name in [*self.names.values(), *self.other_names]]

    def get_absolute_url(self) -> str:
        return reverse("portal:municipality", args=[self.slug])

    def name_in(self, tag: str) -> str:
        """Its name in the reader's language; in a language without one, both official names."""
        return in_language(self.names, bcp(tag)) or self.both_names()

    def both_names(self) -> str:
        """Albanian and Serbian, in the municipality's own order: Graçanicë / Gračanica or the other way round."""
        official = {tag: name for tag, name in self.names.items() if tag not in TOLD_BESIDES}
        shown = {tag: name for tag, name in official.items() if not tag.endswith(("-def", "-Cyrl"))}
        first = shown.pop(self.first_name, None)
        return " / ".join(dict.fromkeys([*([first] if first else []), *shown.values()]))


class Office(PackRow):
    """A kind of office that a municipality has."""

    code = models.CharField(max_length=40, unique=True)
    names = models.JSONField()

    def __str__(self) -> str:
        return self.code


class Tongue(PackRow):
    """A language in one script, as texts are published in it."""

    tag = models.CharField(max_length=10, unique=True)
    language = models.CharField(max_length=10)
    autonym = models.CharField(max_length=60)
    derived_from = models.CharField(max_length=10, blank=True)
    names = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.autonym

    def as_rule(self) -> languages.Tongue:
        return languages.Tongue(self.tag, self.language, self.autonym, self.derived_from)


class LanguageStatus(PackRow):
    """Which status a language has in a municipality, or everywhere; dated, sourced, never computed."""

    key = models.CharField(
        max_length=120, unique=True, null=True, editable=False
    )  # the pack's; an administrator's has none
    municipality = models.ForeignKey(
        Municipality,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="statuses",
        verbose_name=_("Municipality"),
        help_text=_("Empty: everywhere."),
    )
    language = models.CharField(_("Language"), max_length=10)
    status = models.CharField(_("Status"), max_length=40)
    basis = models.CharField(_("Basis"), max_length=40)
    regulation = models.CharField(_("Number of the regulation"), max_length=120, blank=True)
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    disputed = models.BooleanField(_("Sources disagree"), default=False)
    note = models.TextField(_("Note"), blank=True)

    class Meta:
        verbose_name = _("language status")
        verbose_name_plural = _("language statuses")

    def __str__(self) -> str:
        return f"{self.municipality or '*'} · {self.language} · {self.status}"

    def as_rule(self) -> languages.Status:
        return languages.Status(
            place=self.municipality.code if self.municipality else "*",
            language=self.language,
            status=self.status,
            basis=self.basis,
            regulation=self.regulation,
            since=self.since,
            until=self.until,
            source=self.source,
            disputed=self.disputed,
            note=self.note,
        )


class Duty(PackRow):
    """What a status obliges a municipality to."""

    key = models.CharField(max_length=90, unique=True, editable=False)
    status = models.CharField(max_length=40)
    act = models.CharField(max_length=40)
    strength = models.CharField(max_length=40)

    class Meta:
        verbose_name_plural = "duties"

    def __str__(self) -> str:
        return f"{self.status} → {self.act}"

    def as_rule(self) -> languages.Duty:
        return languages.Duty(status=self.status, act=self.act, strength=self.strength, source=self.source)


class CensusRow(PackRow):
    """A figure of the census, shown as a hint beside a status."""

    key = models.CharField(max_length=90, unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.CASCADE, related_name="census")
    topic = models.CharField(max_length=40)
    category = models.CharField(max_length=40)
    count = models.PositiveIntegerField(null=True)
    share = models.DecimalField(max_digits=6, decimal_places=2, null=True, help_text="percent")


class Wording(PackRow):
    """Words of the pack that readers see: names of statuses and bases, cautions, areas of compliance."""

    key = models.CharField(max_length=90, unique=True, editable=False)
    kind = models.CharField(max_length=40)
    code = models.CharField(max_length=40)
    texts = models.JSONField()

    def __str__(self) -> str:
        return self.key


class HolidayOverride(PackRow):
    """A holiday added, moved or removed: where the rule of the calendar is wrong or only an estimate."""

    key = models.CharField(max_length=90, unique=True, null=True, editable=False)  # an administrator's has none
    municipality = models.ForeignKey(
        Municipality, models.CASCADE, null=True, blank=True, related_name="holidays", help_text=_("Empty: everywhere.")
    )
    date = models.DateField()
    action = models.CharField(max_length=10)
    moved_to = models.DateField(null=True, blank=True)
    names = models.JSONField(default=dict)
    reasons = models.JSONField(_("Reason"), default=dict, blank=True, help_text="language tag → text")


class Organisation(models.Model):
    """The programme, or a partner of its consortium, whose people work here."""

    code = models.SlugField(unique=True)
    names = models.JSONField(_("Names by language tag"))

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")

    def __str__(self) -> str:
        return next(iter(self.names.values()), self.code)


class Role(models.TextChoices):
    OFFICER = "officer", _("Officer")
    CLERK = "clerk", _("Clerk")
    HEAD = "head", _("Head of office")
    TRANSLATOR = "translator", _("Translator")
    REVIEWER = "reviewer", _("Reviewer")
    ADMINISTRATOR = "administrator", _("Administrator")
    PROGRAMME = "programme", _("Programme staff")
    AUDITOR = "auditor", _("Auditor")


MUNICIPAL = (Role.OFFICER, Role.CLERK, Role.HEAD, Role.TRANSLATOR, Role.REVIEWER, Role.ADMINISTRATOR)
"""Roles in a municipality; the other two are of an organisation. A resident has an account and no role."""


class Membership(models.Model):
    """Who works where, in which role."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="memberships")
    role = models.CharField(_("Role"), max_length=20, choices=Role)
    municipality = models.ForeignKey(Municipality, models.CASCADE, null=True, blank=True, related_name="members")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, blank=True, related_name="members")

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = (
            models.CheckConstraint(
                name="a_municipal_role_is_in_a_municipality",
                condition=Q(role__in=MUNICIPAL, municipality__isnull=False, organisation__isnull=True)
                | (~Q(role__in=MUNICIPAL) & Q(municipality__isnull=True, organisation__isnull=False)),
            ),
            models.UniqueConstraint(
                name="each_role_once_in_a_municipality",
                fields=("user", "role", "municipality"),
                condition=Q(municipality__isnull=False),
            ),
            models.UniqueConstraint(
                name="each_role_once_in_an_organisation",
                fields=("user", "role", "organisation"),
                condition=Q(organisation__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return f"{self.user} · {self.get_role_display()} · {self.municipality or self.organisation}"


def rules_on(municipality: Municipality, act: str, on: date) -> tuple[languages.Owed, ...]:
    """The languages this municipality owes for an act on a day, each with its status and source.

    Raises `languages.NoStatus` when no status at all has been entered.
    """
    statuses = LanguageStatus.objects.filter(Q(municipality=municipality) | Q(municipality=None)).select_related(
        "municipality"
    )
    return languages.owed(
        [row.as_rule() for row in statuses],
        [row.as_rule() for row in Duty.objects.all()],
        place=municipality.code,
        act=act,
        on=on,
    )
