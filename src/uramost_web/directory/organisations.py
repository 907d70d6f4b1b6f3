"""Organisations: what they are, where, how they are called in every language, and how they are reached."""

from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uramost.scripts import to_latin
from uramost_web.places.models import Municipality
from uramost_web.places.models import Organisation as Partner


class Kind(models.TextChoices):
    MUNICIPAL_OFFICE = "municipal_office", _("Municipal office")
    CSO = "cso", _("Civil society organisation")
    BUSINESS = "business", _("Business")
    ASSOCIATION = "association", _("Association of businesses")
    BANK = "bank", _("Bank")
    MICROFINANCE = "microfinance", _("Microfinance institution")
    DONOR = "donor", _("Donor")
    CONSORTIUM = "consortium", _("Member of the consortium")


class Sector(models.TextChoices):
    """Our own list, made from what the programme worked on: broad enough that everybody finds a place in it."""

    AGRICULTURE = "agriculture", _("Agriculture and food")
    WOOD = "wood", _("Wood processing and furniture")
    MANUFACTURING = "manufacturing", _("Other manufacturing")
    CONSTRUCTION = "construction", _("Construction")
    TRADE = "trade", _("Trade")
    SERVICES = "services", _("Services")
    TOURISM = "tourism", _("Tourism and catering")
    TRANSPORT = "transport", _("Transport")
    INFORMATION = "information", _("Information technology")
    MEDIA = "media", _("Media")
    FINANCE = "finance", _("Finance and credit")
    ADMINISTRATION = "administration", _("Public administration")
    EDUCATION = "education", _("Education and training")
    HEALTH = "health", _("Health and social care")
    CULTURE = "culture", _("Culture and sport")
    ENVIRONMENT = "environment", _("Environment")
    YOUTH = "youth", _("Young people")
    WOMEN = "women", _("Women")
    COMMUNITIES = "communities", _("Communities and languages")
    RETURN = "return", _("Return and integration")
    RIGHTS = "rights", _("Human rights and legal aid")
    DISABILITY = "disability", _("Persons with disabilities")


class Register(models.TextChoices):
    """Where an organisation is entered: the codes of `uramost.registration`, which knows what can be checked."""

    BUSINESSES = "businesses", _("Register of businesses")
    NGOS = "ngos", _("Register of non-governmental organisations")
    ALBANIA = "al_nuis", _("Albania: NUIS")
    SERBIA = "rs_pib", _("Serbia: PIB")
    FINLAND = "fi_businesses", _("Finland: business ID")
    OTHER = "other", _("Another register")


class OrganisationQuerySet(models.QuerySet["Organisation"]):
    def standing(self) -> "OrganisationQuerySet":
        """Without those that were merged into another."""
        return self.filter(merged_into=None)

    def public(self) -> "OrganisationQuerySet":
        """Those that agreed to be shown to everybody."""
        return self.standing().filter(public=True)


class Organisation(models.Model):
    """An office, association, business, bank, donor. Its names stand in `OrganisationName`, one per language."""

    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, blank=True, related_name="organisations", help_text="null: everywhere"
    )
    partner = models.OneToOneField(
        Partner,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="entry",
        help_text="whose people work here with a role: a member of the consortium",
    )
    register = models.CharField(_("Register"), max_length=20, choices=Register, blank=True)
    registration_number = models.CharField(_("Registration number"), max_length=40, blank=True)
    email = models.EmailField(_("E-mail"), blank=True)
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    web = models.CharField(_("Web site"), max_length=200, blank=True)
    addresses = models.JSONField(_("Addresses"), default=dict, blank=True, help_text="language tag → text")
    public = models.BooleanField(_("Agreed to be shown in the public directory"), default=False)
    sort = models.CharField(max_length=200, editable=False, help_text="the name that stands first, folded")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ("sort", "pk")
        constraints = (
            models.UniqueConstraint(
                name="a_registration_number_once",
                fields=("register", "registration_number"),
                condition=Q(merged_into=None) & ~Q(registration_number=""),
            ),
            models.CheckConstraint(
                name="a_number_says_of_which_register", condition=Q(registration_number="") | ~Q(register="")
            ),
            models.CheckConstraint(
                name="an_office_is_in_a_municipality",
                condition=~Q(kind="municipal_office") | Q(municipality__isnull=False),
            ),
        )
        indexes = (
            # Only the few: an index of all would be taken for finding those that stand.
            models.Index(fields=("merged_into",), name="organisations_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=("sort", "id"), name="organisations_by_name", condition=Q(merged_into=None)),
            models.Index(
                fields=("municipality", "sort", "id"), name="organisations_of_a_place", condition=Q(merged_into=None)
            ),
            models.Index(
                fields=("public", "sort", "id"),
                name="organisations_for_all",
                condition=Q(merged_into=None, public=True),
            ),
        )

    def __str__(self) -> str:
        """Its names, each once; only for lists of all, with `names` read beforehand."""
        return " / ".join(dict.fromkeys(row.name for row in self.names.all())) or str(self.pk)

    def get_absolute_url(self) -> str:
        return reverse("directory:organisation", args=[self.pk])

    def named(self) -> dict[str, str]:
        """Language tag → name, in the order in which names are shown; Serbian Latin only where it was typed."""
        return {row.tag: row.name for row in sorted(self.names.all(), key=lambda row: rank(row.tag))}


ORDER: Final = ("sq", "sr-Cyrl", "sr-Latn", "bs", "tr", "rom", "en")
"""In which names are shown; a language that is not here comes last."""


def rank(tag: str) -> int:
    return ORDER.index(tag) if tag in ORDER else len(ORDER)


def name_for(names: dict[str, str], tag: str) -> tuple[str, str]:
    """The name to show a reader of `tag`, and its own language tag: what there is, where there is none of theirs.

    Serbian Latin is derived from the Cyrillic name where nobody typed it. A name is not a text: a reader without one
    in their language is shown the first one there is, marked as what it is.
    """
    if tag in names:
        return names[tag], tag
    if tag == "sr-Latn" and "sr-Cyrl" in names:
        return to_latin(names["sr-Cyrl"]), tag
    return next(((name, of) for of, name in sorted(names.items(), key=lambda item: rank(item[0]))), ("", ""))


class OrganisationName(models.Model):
    """How an organisation is called in one language and script. Serbian Latin is derived where only Cyrillic stands."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="names")
    tag = models.CharField(max_length=10)
    name = models.CharField(_("Name"), max_length=200)
    search = models.CharField(max_length=220, editable=False, help_text="folded: uramost.text.search_key")

    class Meta:
        constraints = (models.UniqueConstraint(name="a_name_a_language", fields=("organisation", "tag")),)

    def __str__(self) -> str:
        return f"{self.name} ({self.tag})"


class OrganisationSector(models.Model):
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="sectors")
    sector = models.CharField(_("Sector"), max_length=20, choices=Sector)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_sector_once", fields=("sector", "organisation")),)

    def __str__(self) -> str:
        return str(self.get_sector_display())


class WorkingLanguage(models.Model):
    """A language in which people are served there: `sq`, `sr`, `tr`; the script does not matter."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="works_in")
    language = models.CharField(_("Language"), max_length=10)

    class Meta:
        constraints = (models.UniqueConstraint(name="a_working_language_once", fields=("language", "organisation")),)

    def __str__(self) -> str:
        return self.language
