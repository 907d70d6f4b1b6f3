"""A notice, and every text of it that was ever public. What time changes (stale, in time) is counted, never stored."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from uramost import documents, parity
from uramost.text import search_key
from uramost_web.places.models import Municipality
from uramost_web.translation.models import Document, bare


class Kind(models.TextChoices):
    VACANCY = "vacancy", _("Job vacancy")
    CALL = "call", _("Public call")
    HEARING = "hearing", _("Public hearing")
    DECISION = "decision", _("Decision")
    PROCUREMENT = "procurement", _("Procurement")
    INFORMATION = "information", _("Information for residents")


class NoticeQuerySet(models.QuerySet["Notice"]):
    def public(self) -> "NoticeQuerySet":
        return self.filter(published_at__isnull=False, withdrawn_at__isnull=True)

    def newest_first(self) -> "NoticeQuerySet":
        return self.order_by("-published_at", "-pk")

    def saying(self, words: str) -> "NoticeQuerySet":
        """Whose text, in any language, has these words, folded."""
        found = PublishedText.objects.filter(current=True)
        for word in search_key(words).split():
            found = found.filter(search__contains=word)
        return self.filter(pk__in=found.values("notice"))


class Notice(models.Model):
    """What a municipality tells its residents."""

    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="notices")
    number = models.PositiveIntegerField(help_text="its number in the municipality")
    kind = models.CharField(_("Kind"), max_length=20, choices=Kind)
    draft = models.JSONField(default=dict, help_text="what is being typed, until the translators have it")
    document = models.OneToOneField(Document, models.PROTECT, null=True, related_name="notice")
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()
    published_at = models.DateTimeField(null=True, db_index=True, help_text="when its first edition came out")
    withdrawn_at = models.DateTimeField(null=True)

    objects: ClassVar[Any] = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = _("notice")
        verbose_name_plural = _("notices")
        constraints = (models.UniqueConstraint(name="a_number_once", fields=("municipality", "number")),)
        indexes = (
            models.Index(fields=("-published_at", "-id"), name="newest_first"),
            models.Index(fields=("municipality", "-published_at"), name="newest_of_a_municipality"),
            # Only the few withdrawn: an index of all would be taken for finding those that are not.
            models.Index(fields=("withdrawn_at",), name="withdrawn", condition=Q(withdrawn_at__isnull=False)),
        )

    def __str__(self) -> str:
        return f"{self.municipality.slug}/{self.number}"

    def given(self) -> Document:
        """Its text, once there is one. Raises LookupError before."""
        if self.document is None:
            raise LookupError(f"{self} has no text yet")
        return self.document

    def get_absolute_url(self) -> str:
        return reverse("portal:notice", args=[self.municipality.slug, self.number])


class Publication(models.Model):
    """One moment at which texts of a notice went out, all together."""

    notice = models.ForeignKey(Notice, models.PROTECT, related_name="publications")
    number = models.PositiveIntegerField()
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    owed = models.JSONField(help_text="the languages owed then: language, status, basis, regulation, source")
    missing = models.JSONField(default=list, help_text="languages owed and not there")
    reason = models.TextField(blank=True, help_text="why they are missing: public")
    reason_language = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ("number",)
        constraints = (
            models.UniqueConstraint(name="a_publication_number_once", fields=("notice", "number")),
            models.CheckConstraint(name="missing_has_a_reason", condition=Q(missing=[]) | ~Q(reason="")),
        )

    def owed_languages(self) -> tuple[str, ...]:
        return tuple(entry["language"] for entry in self.owed)


class PublishedText(models.Model):
    """One edition in one language and script, as it was read. Never changed; a newer one makes it no longer current."""

    publication = models.ForeignKey(Publication, models.PROTECT, related_name="texts")
    notice = models.ForeignKey(Notice, models.PROTECT, related_name="texts")
    tag = models.CharField(max_length=10)
    derived_from = models.CharField(max_length=10, blank=True, help_text="sr-Latn is derived from sr-Cyrl")
    edition = models.PositiveIntegerField(help_text="of this language, from 1")
    source_edition = models.PositiveIntegerField(help_text="the edition of the source it says the same as")
    is_source = models.BooleanField()
    current = models.BooleanField(default=True)
    title = models.TextField()
    texts = models.JSONField(help_text="block key → text")
    html = models.TextField()
    search = models.TextField(help_text="folded title and text")
    checks_passed = models.PositiveIntegerField(default=0)
    checks_total = models.PositiveIntegerField(default=0)
    second_person = models.BooleanField(default=False, help_text="reviewed by somebody other than its writer")
    sentences = models.PositiveIntegerField(default=0, help_text="of a translation; not known of older ones: 0")
    machine_sentences = models.PositiveIntegerField(default=0, help_text="that began with a machine")
    machine_unchanged = models.PositiveIntegerField(default=0, help_text="of these, that a person left as they were")
    published_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(name="an_edition_once", fields=("notice", "tag", "edition")),
            models.UniqueConstraint(name="one_current", fields=("notice", "tag"), condition=Q(current=True)),
        )
        indexes = (models.Index(fields=("tag", "current", "-published_at"), name="current_of_a_language"),)

    def __str__(self) -> str:
        return f"{self.notice} {self.tag} {self.edition}"

    def as_rule(self, language: str) -> parity.Text:
        return parity.Text(
            language=language,
            published_at=self.published_at,
            edition=self.edition,
            source_edition=self.source_edition,
            checks_passed=self.checks_passed,
            checks_total=self.checks_total,
            second_person=self.second_person or self.is_source,
        )


class Download(models.Model):
    """A file made from a published text; made in the background, at the latest when someone asks for it."""

    text = models.ForeignKey(PublishedText, models.CASCADE, related_name="downloads")
    format = models.CharField(max_length=10)
    file = models.FileField(upload_to="downloads/%Y/%m")
    made_at = models.DateTimeField()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_format_once", fields=("text", "format")),)


LAYOUTS = {"docx", "odt", "xlsx", "pptx", "md"}
"""Formats of an original in which its translations are given too; of others a DOCX is made."""


def formats(document: Document) -> tuple[str, ...]:
    """What can be downloaded: the layout of the original, where it has one that can be edited, and PDF."""
    return (document.format if document.format in LAYOUTS else "docx", "pdf")


def plain_words(title: str, texts: dict[str, str], structure: tuple[documents.Block, ...]) -> str:
    """The folded words of a text, for searching."""
    return search_key(" ".join([title, *(bare(texts.get(block.key, "")) for block in structure)]))
