"""A document in segments, its translations, and what was said before: memory and terms."""

import re
from collections.abc import Iterable, Mapping
from typing import Any, ClassVar, cast

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from uramost import documents
from uramost.terms import STATUSES, Term
from uramost_web.places.models import Municipality, PackRow
from uramost_web.translation.bringing import Bringing  # noqa: F401 - Django looks for models here
from uramost_web.translation.states import State
from uramost_web.translation.teamwork import (
    Assignment,
    Homework,
    Remark,
    Sample,
    SampleMark,
    SampleSentence,
)

__all__ = [
    "Assignment",
    "Document",
    "Homework",
    "MemoryUnit",
    "Remark",
    "Sample",
    "SampleMark",
    "SampleSentence",
    "Segment",
    "Target",
    "TargetChange",
    "TargetState",
    "TermEntry",
    "Translation",
]

TITLE = "@title"
"""The block key of the title, which stands before the blocks of the file."""
LONGEST = 100_000
"""Characters of a sentence that is kept, whichever way it comes."""


def upload_name(document: "Document", filename: str) -> str:
    """Where an upload is kept: a name of ours, so that nothing of the sender's reaches the file system."""
    return f"originals/{document.municipality.slug}/{document.key}.bin"


class Document(models.Model):
    """A text to translate: the file as it came, its structure, and its segments."""

    key = models.UUIDField(unique=True, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="documents")
    language = models.CharField(_("Language"), max_length=10, help_text="stored tag: sq, sr-Cyrl, …")
    written_in = models.CharField(max_length=10, help_text="the tag it was written in: sr-Latn is kept as sr-Cyrl")
    original = models.FileField(upload_to=upload_name)
    filename = models.CharField(max_length=255, blank=True)
    format = models.CharField(max_length=10)
    blocks = models.JSONField(default=list)
    remarks = models.JSONField(default=list)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    created_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.filename or str(self.key)

    def structure(self) -> tuple[documents.Block, ...]:
        """The blocks of the file without their words."""
        return tuple(
            documents.Block(
                **{**block, "text": "", "placeables": tuple(documents.Placeable(**p) for p in block["placeables"])}
            )
            for block in self.blocks
        )

    def title(self) -> str:
        return self.segments.filter(block=TITLE).values_list("text", flat=True).first() or ""

    def source_texts(self) -> dict[str, str]:
        """Block key → source text, from the segments as they are now."""
        return joined((segment.block, segment.text + segment.space) for segment in self.segments.all())


MARK = re.compile("⟦/?\\d+/?⟧")


def bare(text: str) -> str:
    """The words of a text without its placeables."""
    return MARK.sub("", text)


def joined(pieces: Any) -> dict[str, str]:
    """(block key, text) in order → block key → text."""
    texts: dict[str, str] = {}
    for block, text in pieces:
        texts[block] = texts.get(block, "") + text
    return texts


class Segment(models.Model):
    """A sentence of the source; `version` counts its corrections."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="segments")
    position = models.PositiveIntegerField()
    block = models.CharField(max_length=200)
    text = models.TextField()
    space = models.TextField(blank=True, help_text="the white space after it")
    doubts = models.JSONField(default=list, help_text="words whose Cyrillic was guessed")
    version = models.PositiveIntegerField(default=1)
    words = models.PositiveIntegerField(
        default=0, help_text="how many it has: what is left to translate is counted in them"
    )

    class Meta:
        ordering = ("position",)
        constraints = (models.UniqueConstraint(name="a_position_once", fields=("document", "position")),)

    def __str__(self) -> str:
        return self.text[:60]


class TranslationQuerySet(models.QuerySet["Translation"]):
    def held(self, pk: int) -> "Translation":
        """The row as it is now, held until the end of the transaction: of two people who decide one comes second."""
        return self.select_for_update(of=("self",)).select_related("document__municipality").get(pk=pk)


class Translation(models.Model):
    """A document in one other language, from opening to approval."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="translations")
    language = models.CharField(max_length=10)
    state = models.CharField(max_length=20, choices=State, default=State.OPEN)
    submitted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submitted_at = models.DateTimeField(null=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    self_approved = models.BooleanField(default=False)
    comment = models.TextField(blank=True, help_text="why it was returned")
    returned_at = models.DateTimeField(null=True)
    due_date = models.DateField(null=True, help_text="the day by which the officer needs it")
    propagate = models.BooleanField(default=True, help_text="a sentence confirmed once is taken for the same ones")

    objects: ClassVar[Any] = TranslationQuerySet.as_manager()

    class Meta:
        constraints = (models.UniqueConstraint(name="a_language_once", fields=("document", "language")),)

    def __str__(self) -> str:
        return f"{self.document} → {self.language}"

    def texts(self) -> dict[str, str]:
        """Block key → translated text. A segment without a translation is empty: never the source in its place."""
        rows = self.targets.select_related("segment").order_by("segment__position")
        return joined((row.segment.block, row.text + row.segment.space) for row in rows)


class TargetState(models.TextChoices):
    EMPTY = "empty", _("Not translated")
    DRAFT = "draft", _("Draft")
    CONFIRMED = "confirmed", _("Confirmed")


class Origin(models.TextChoices):
    """Where a text came from that its writer did not type."""

    REPEATED = "repeated", _("Taken from the same sentence elsewhere in the document")
    REPLACED = "replaced", _("Changed by search and replace")
    RESTORED = "restored", _("An earlier version put back")
    REMEMBERED = "remembered", _("Filled in from the memory")


def breaks_file(findings: Iterable[Mapping[str, Any]]) -> bool:
    """A placeable is missing its other half, or is none of the source's: such a text fits into no file."""
    return any(finding["code"] in {"placeable_extra", "placeable_unbalanced"} for finding in findings)


class Target(models.Model):
    """The translation of one segment. `version` is the lock: who saves says which version they saw."""

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="targets")
    segment = models.ForeignKey(Segment, models.CASCADE, related_name="targets")
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=TargetState, default=TargetState.EMPTY)
    version = models.PositiveIntegerField(default=0)
    of_version = models.PositiveIntegerField(default=1, help_text="the version of the segment it translates")
    findings = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    keep = models.JSONField(default=list, help_text="words that stay in Latin script")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    written_at = models.DateTimeField(null=True)
    origin = models.CharField(max_length=20, choices=Origin, blank=True, help_text="empty: typed")
    taken_from = models.ForeignKey(Segment, models.SET_NULL, null=True, related_name="+")
    remembered = models.CharField(max_length=200, blank=True, help_text="the origin of the unit of the memory")
    began_as = models.CharField(max_length=40, blank=True, help_text="machine:libretranslate, …; empty: a person")
    began_with = models.TextField(blank=True, help_text="what the machine said")
    began_kept = models.PositiveSmallIntegerField(null=True, help_text="percent of it that is left")

    shown: str
    """The text in the script its reader works in; the workbench fills it in."""
    open_remarks: int = 0
    """How many remarks on it nobody has dealt with; the workbench counts them."""
    spread: tuple[int, ...] = ()
    """The positions of the same sentences that took this one over when it was confirmed."""

    class Meta:
        constraints = (models.UniqueConstraint(name="a_segment_once", fields=("translation", "segment")),)

    def __str__(self) -> str:
        return self.text[:60]

    def is_stale(self) -> bool:
        """The source was corrected after this was written."""
        return self.of_version < self.segment.version

    def is_done(self) -> bool:
        """Confirmed as what the source says now, and fit to be put back into the file."""
        return self.state == TargetState.CONFIRMED and not self.is_stale() and not self.is_broken()

    def is_broken(self) -> bool:
        return breaks_file(self.findings)


class TargetChange(models.Model):
    """What a target said, version by version. Only added to."""

    target = models.ForeignKey(Target, models.CASCADE, related_name="changes")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=TargetState)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    of_version = models.PositiveIntegerField(null=True, help_text="the version of the segment it translates")
    origin = models.CharField(max_length=20, choices=Origin, blank=True)
    restored_from = models.PositiveIntegerField(null=True, help_text="where undoing led to; 0: nothing")
    replacement = models.ForeignKey("Replacement", models.SET_NULL, null=True, related_name="changes")

    class Meta:
        ordering = ("version",)
        constraints = (models.UniqueConstraint(name="a_version_once", fields=("target", "version")),)


class Replacement(models.Model):
    """One search and replace over a translation, which can be undone as a whole."""

    translation = models.ForeignKey(Translation, models.CASCADE, related_name="replacements")
    wanted = models.TextField()
    instead = models.TextField(blank=True)
    tag = models.CharField(max_length=10, help_text="the script both were typed in")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True)


class MemoryUnitQuerySet(models.QuerySet["MemoryUnit"]):
    def shown_in(self, municipality: Municipality) -> "MemoryUnitQuerySet":
        """Without what another municipality keeps to itself: `uramost.memory.may_see` for many rows."""
        shared = Q(kept=False) & (Q(municipality=None) | Q(municipality__shares_memory=True))
        return self.filter(shared | Q(municipality=municipality))


class MemoryUnit(models.Model):
    """A pair of texts said before, with where it comes from.

    Its texts never change: another wording is another unit, so that whoever has indexed this one notices.
    """

    source_language = models.CharField(max_length=10)
    target_language = models.CharField(max_length=10)
    source = models.TextField()
    target = models.TextField()
    origin = models.CharField(max_length=200)
    licence = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=200, blank=True)
    fingerprint = models.CharField(max_length=64, unique=True, help_text="of languages, texts and origin")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True)
    municipality = models.ForeignKey(
        Municipality, models.PROTECT, null=True, related_name="memory", help_text="whose translation it is"
    )
    kept = models.BooleanField(default=False, help_text="for the eyes of its municipality only")
    machine = models.BooleanField(default=False, help_text="made by a machine and approved by nobody")
    reviewed = models.BooleanField(default=False, help_text="read by a second person")
    document_key = models.UUIDField(null=True, help_text="the document it comes from")
    before = models.CharField(max_length=16, blank=True, help_text="fingerprint of the segment before its source")
    after = models.CharField(max_length=16, blank=True, help_text="… and of the one after it")

    objects: ClassVar[Any] = MemoryUnitQuerySet.as_manager()

    class Meta:
        indexes = (models.Index(fields=("source_language", "target_language", "id")),)

    def __str__(self) -> str:
        return self.source[:60]


class TermEntry(PackRow):
    """A term of municipal life in every language."""

    key = models.CharField(max_length=60, unique=True)
    domain = models.CharField(_("Domain"), max_length=60)
    status = models.CharField(_("Status"), max_length=20)
    texts = models.JSONField(_("Words by language tag"))
    definitions = models.JSONField(_("Definitions by language tag"), default=dict, blank=True)
    forbidden = models.JSONField(_("Words not to use, by language tag"), default=dict, blank=True)
    version = models.PositiveIntegerField(default=0, help_text="the lock: who changes it says which version they saw")
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", help_text="nobody: the pack's own words"
    )
    written_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    decided_as = models.CharField(max_length=20, blank=True, help_text="the role in which it was approved or forbidden")
    decided_for = models.ForeignKey(Municipality, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("term")
        verbose_name_plural = _("terms")
        constraints = (
            models.CheckConstraint(name="a_term_has_a_known_status", condition=models.Q(status__in=STATUSES)),
        )

    objects: ClassVar[Any] = models.Manager()

    def __str__(self) -> str:
        return self.key

    def is_settled(self) -> bool:
        """Written or decided on here, not only loaded."""
        return self.written_at is not None or self.decided_at is not None

    def as_rule(self) -> Term:
        def tuples(words: Mapping[str, list[str]]) -> dict[str, tuple[str, ...]]:
            return {tag: tuple(forms) for tag, forms in words.items()}

        return Term(
            id=self.key,
            texts=tuples(self.texts),
            status=cast(Any, self.status),
            definition=self.definitions,
            domain=self.domain,
            source=self.source,
            forbidden=tuples(self.forbidden),
        )


from uramost_web.translation import machine_models  # noqa: E402, F401 – Django looks for models here
