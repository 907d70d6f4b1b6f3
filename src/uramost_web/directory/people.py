"""People: what is needed to reach them, and what they are where. No community, no number of any document."""

import secrets
from typing import Any, ClassVar, Final

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uramost_web.directory.organisations import Organisation
from uramost_web.places.models import Municipality

NOBODY: Final = "–"
"""The name of who was forgotten."""
NOTHING: Final = dict.fromkeys(("folded", "search", "email", "phone", "phone_key", "language"), "")
"""All else that could say who it was."""


def new_nonce() -> str:
    return secrets.token_hex(16)


class PersonQuerySet(models.QuerySet["Person"]):
    def standing(self) -> "PersonQuerySet":
        """Without those that were merged into another, and those that were forgotten."""
        return self.filter(merged_into=None, forgotten_at=None)


class Person(models.Model):
    """Somebody who takes part. What people declare of themselves is kept elsewhere, and nothing here leads to it.

    A row is made and renamed through `uramost_web.directory.acts` or, many at a time, `finding.enter`: both fill what
    it is found by. Of who was forgotten the number stays: what is counted counts it (`forgetting`).
    """

    name = models.CharField(_("Name"), max_length=200)
    folded = models.CharField(max_length=220, editable=False, help_text="uramost.text.fold: the order of lists")
    search = models.CharField(max_length=220, editable=False, help_text="uramost.namesakes.key: its parts by sound")
    email = models.EmailField(_("E-mail"), blank=True, help_text="in small letters")
    phone = models.CharField(_("Telephone"), max_length=40, blank=True)
    phone_key = models.CharField(max_length=8, blank=True, editable=False, help_text="its last eight digits")
    language = models.CharField(_("Preferred language"), max_length=10, blank=True, help_text="a tag")
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        db_index=False,
        help_text="null: not known",
    )
    nonce = models.CharField(
        max_length=32, unique=True, default=new_nonce, editable=False, help_text="of the person’s own secret link"
    )
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="merged", db_index=False
    )
    asked_to_be_deleted_at = models.DateTimeField(null=True, blank=True, editable=False)
    forgotten_at = models.DateTimeField(null=True, blank=True, editable=False)
    added_at = models.DateTimeField()

    objects: ClassVar[Any] = PersonQuerySet.as_manager()

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ("folded", "pk")
        constraints = (
            models.CheckConstraint(name="a_person_has_a_name", condition=~Q(name="")),
            models.CheckConstraint(
                name="nothing_says_who_was_forgotten",
                condition=Q(forgotten_at=None) | Q(name=NOBODY, **NOTHING, municipality=None),
            ),
        )
        indexes = (
            # Only the few: an index of all would be taken for finding those that stand.
            models.Index(fields=("merged_into",), name="people_merged", condition=Q(merged_into__isnull=False)),
            models.Index(fields=("folded", "id"), name="people_by_name", condition=Q(merged_into=None)),
            models.Index(fields=("municipality", "folded", "id"), name="people_of_a_place"),
            models.Index(fields=("search",), name="people_by_sound"),
            # Of all: an index of those that have one is not taken for a question whose value the database learns later.
            models.Index(fields=("email",), name="people_by_email"),
            models.Index(fields=("phone_key",), name="people_by_phone"),
            models.Index(
                fields=("asked_to_be_deleted_at",),
                name="people_who_ask_to_go",
                condition=Q(asked_to_be_deleted_at__isnull=False),
            ),
        )

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("directory:person", args=[self.pk])


class Function(models.Model):
    """What somebody is in an organisation, and from when to when; what it is stands by language.

    `municipality` and `folded` are kept from the organisation and the person, so that those who are something in a
    municipality are one range of an index in the order of lists. Whatever changes one of these changes them here:
    `acts.write_function` and lists that are brought, `finding.index_person`, `finding.index_organisation`.
    """

    person = models.ForeignKey(Person, models.CASCADE, related_name="functions")
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="functions", db_index=False)
    what = models.JSONField(_("Function"), default=dict, blank=True, help_text="language tag → text")
    since = models.DateField(_("Since"), null=True, blank=True)
    until = models.DateField(_("Until"), null=True, blank=True)
    municipality = models.ForeignKey(
        Municipality,
        models.PROTECT,
        null=True,
        related_name="+",
        db_index=False,
        editable=False,
        help_text="the organisation’s",
    )
    folded = models.CharField(max_length=220, editable=False, help_text="the person’s")

    class Meta:
        verbose_name = _("function")
        verbose_name_plural = _("functions")
        constraints = (
            models.CheckConstraint(
                name="a_function_ends_after_it_began",
                condition=Q(since=None) | Q(until=None) | Q(until__gte=F("since")),
            ),
        )
        indexes = (
            models.Index(fields=("organisation", "person"), name="people_of_an_organisation"),
            models.Index(fields=("municipality", "folded", "person"), name="busy_in_a_place"),
        )

    def __str__(self) -> str:
        return f"{self.person_id} · {self.organisation_id}"
