"""A notice as one reader sees it: in their language if it is there, and otherwise where it is."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.db.models import Case, F, TextField, Value, When
from django.http import Http404
from django.urls import reverse
from django.utils import timezone

from uramost import documents, parity
from uramost_web.context import in_language
from uramost_web.interface import code, spoken
from uramost_web.notices.models import Notice, Publication, PublishedText, formats
from uramost_web.notices.reasons import Reason, worded
from uramost_web.places.words import Words


@dataclass(frozen=True, slots=True)
class Version:
    """A language and script the notice can be read in; `stale_since`: the source says something newer."""

    tag: str
    name: str
    url: str
    shown: bool
    stale_since: datetime | None


@dataclass(frozen=True, slots=True)
class Missing:
    """A language owed and not there; the reason is public, in the language (`tag`) its writer chose."""

    name: str
    reason: str
    tag: str


@dataclass(frozen=True, slots=True)
class Share:
    """How much of a translation a machine wrote first; a person has confirmed all of it."""

    name: str
    made: int
    total: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class Event:
    """One publication: what came out, what should have, and what of it began with a machine."""

    at: datetime
    languages: tuple[tuple[str, str], ...]
    correction: bool
    missing: tuple[str, ...]
    reason: str
    tag: str
    machine: tuple[Share, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """`text` is None where the notice is not in the language asked for (`tag`); the title is then in `title_tag`."""

    tag: str
    name: str
    text: PublishedText | None
    html: str
    title: str
    title_tag: str
    stale_since: datetime | None
    versions: tuple[Version, ...]
    missing: tuple[Missing, ...]
    history: tuple[Event, ...]
    owed: tuple[Reason, ...]
    files: tuple[tuple[str, str], ...]

    @property
    def unread(self) -> bool:
        """Nobody but its writer has read this translation."""
        return self.text is not None and not self.text.is_source and not self.text.second_person

    @property
    def why_missing(self) -> Missing | None:
        """The language asked for is owed and not there."""
        return next((entry for entry in self.missing if entry.name == self.name), None)


def find(slug: str, number: int) -> Notice:
    """A notice that is public or was. Raises Http404."""
    rows = Notice.objects.filter(municipality__slug=slug, number=number, published_at__isnull=False)
    found: Notice | None = (
        rows.select_related("municipality", "document", "event", "minutes__event")
        .only(
            "number",
            "kind",
            "published_at",
            "withdrawn_at",
            "municipality__slug",
            "document__format",
            "event__state",
            "minutes__event__state",
        )
        .first()
    )
    if found is None:
        raise Http404
    return found


def read(notice: Notice, tag: str, words: Words) -> Reading:
    """The notice for a reader who wants it in `tag`; two queries, whatever its history."""
    rows = _texts(notice, tag)
    current = sorted((row for row in rows if row.current), key=lambda row: words.rank(row.tag))
    publications = list(notice.publications.defer("by"))
    text = next((row for row in current if row.tag == tag), None)
    shown = text or next((row for row in current if row.is_source), current[0])
    stale = _stale(rows, publications, words, timezone.now())
    return Reading(
        tag=tag,
        name=words.language(words.language_of(tag)),
        text=text,
        html=text.body if text else "",
        title=shown.title,
        title_tag=shown.tag,
        stale_since=stale.get(words.language_of(tag)) if text else None,
        versions=tuple(_version(notice, row, tag, stale, words) for row in current),
        missing=_missing(publications, current, words),
        history=tuple(_event(publication, rows, words) for publication in reversed(publications)),
        owed=tuple(worded(entry, words) for entry in publications[-1].owed),
        files=_files(notice, text),
    )


def address(notice: Notice, tag: str) -> str:
    """Where a notice stands in a language: the interface's own page, or this page asked for another text."""
    path: str = notice.get_absolute_url()
    return in_language(path, code(tag)) if spoken(tag) else f"{path}?text={tag}"


def units(blocks: Sequence[documents.Block]) -> list[tuple[documents.Block, ...]]:
    """What stands beside each other in two languages: a table or a numbered list as a whole, everything else alone."""

    def together(numbered: tuple[int, documents.Block]) -> tuple[str, int]:
        number, block = numbered
        if block.table is not None:
            return ("table", block.table)
        return ("list", 0) if block.ordered else ("alone", number)

    seen = (block for block in blocks if block.kind != "hint")  # said about a picture, which no page shows
    return [tuple(block for _, block in group) for _, group in groupby(enumerate(seen), key=together)]


def _texts(notice: Notice, tag: str) -> list[Any]:
    """Every text there was, without the long columns; `body` is the HTML of the one that is read."""
    body = Case(When(current=True, tag=tag, then=F("html")), default=Value(""), output_field=TextField())
    return list(notice.texts.defer("html", "texts", "search").annotate(body=body).order_by("pk"))


def _stale(
    rows: Iterable[PublishedText], publications: Sequence[Publication], words: Words, at: datetime
) -> dict[str, datetime | None]:
    """Language → since when it says less than the source."""
    stored = [row for row in rows if not row.derived_from]
    as_rule = parity.Publication(
        key="",
        owed=publications[0].owed_languages(),
        source_language=next((words.language_of(row.tag) for row in stored if row.is_source), ""),
        texts=tuple(row.as_rule(words.language_of(row.tag)) for row in stored),
    )
    return {text.language: parity.stale_since(as_rule, text.language, at) for text in as_rule.texts}


def _version(notice: Notice, row: PublishedText, tag: str, stale: dict[str, datetime | None], words: Words) -> Version:
    return Version(
        row.tag, words.autonym(row.tag), address(notice, row.tag), row.tag == tag, stale[words.language_of(row.tag)]
    )


def _missing(publications: Sequence[Publication], current: list[Any], words: Words) -> tuple[Missing, ...]:
    """Owed when the last texts went out and still not there, with the latest reason given for it."""
    there = {words.language_of(row.tag) for row in current}
    found = []
    for language in publications[-1].owed_languages():
        if language not in there:
            last = next((row for row in reversed(publications) if language in row.missing), None)
            reason, tag = (last.reason, last.reason_language) if last else ("", "")
            found.append(Missing(words.language(language), reason, tag))
    return tuple(found)


def _event(publication: Publication, rows: Iterable[PublishedText], words: Words) -> Event:
    out = [row for row in rows if row.publication_id == publication.pk]
    out.sort(key=lambda row: words.rank(row.tag))
    return Event(
        at=publication.at,
        languages=tuple((row.tag, words.autonym(row.tag)) for row in out),
        correction=all(row.edition > 1 for row in out),
        missing=tuple(words.language(language) for language in publication.missing),
        reason=publication.reason,
        tag=publication.reason_language,
        machine=tuple(_share(row, words) for row in out if row.machine_sentences and not row.derived_from),
    )


def _share(row: PublishedText, words: Words) -> Share:
    name = words.language(words.language_of(row.tag))
    return Share(name, row.machine_sentences, row.sentences, row.machine_unchanged)


def _files(notice: Notice, text: PublishedText | None) -> tuple[tuple[str, str], ...]:
    """(format, address) of what can be downloaded in this language."""
    if text is None or notice.document is None:
        return ()
    place = (notice.municipality.slug, notice.number, text.tag)
    return tuple(
        (format_.upper(), reverse("portal:download", args=(*place, format_))) for format_ in formats(notice.document)
    )
