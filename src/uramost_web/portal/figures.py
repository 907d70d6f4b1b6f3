"""What is public, as the library counts parity: counted again when something new is out, at least every ten minutes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, TypeVar

from django.core.cache import caches
from django.db.models import Max
from django.utils import timezone

from uramost import parity
from uramost_web.notices.models import Publication, PublishedText
from uramost_web.places.models import Tongue

T = TypeVar("T")

ALL: Final = "all"
"""Every municipality together, where otherwise a municipality's slug stands."""
KEPT: Final = 600
"""Seconds."""

Reasons = dict[int, tuple[str, str]]
"""Notice → why languages were missing, and the tag in which that is written."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The four figures of one municipality or of all, and how many notices went out with a language missing."""

    figures: Mapping[str, parity.Figure]
    incomplete: int


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of every municipality that has published, without the publications behind them."""

    at: datetime
    scopes: Mapping[str, Scope]

    def of(self, slug: str) -> Scope:
        return self.scopes.get(slug) or Scope(_figures((), self.at), 0)


@dataclass(frozen=True, slots=True)
class Behind:
    """One figure with its publications (the key of each is the notice's), and the reasons given."""

    at: datetime
    figure: parity.Figure
    reasons: Mapping[int, tuple[str, str]]


def counted() -> Counted:
    return _ready(f"portal.figures.{_newest()}", _count)


def behind(slug: str, dimension: str) -> Behind:
    """The publications behind a figure. Raises KeyError for a dimension there is not."""
    count = parity.DIMENSIONS[dimension]

    def make() -> Behind:
        at = timezone.now()
        reasons = _reasons(slug)
        return Behind(at, count((entry for _, entry in read(slug, reasons)), at), reasons)

    return _ready(f"portal.figures.{_newest()}.{slug}.{dimension}", make)


def read(slug: str = ALL, reasons: Reasons | None = None) -> list[tuple[str, parity.Publication]]:
    """Every public notice of a municipality, or of all: (slug, the notice as a rule)."""
    texts, sources = texts_of(_public(PublishedText.objects.all(), slug))
    reasons = _reasons(slug) if reasons is None else reasons
    first = _public(Publication.objects.filter(number=1), slug)
    return [
        (
            place,
            parity.Publication(
                key=str(notice),
                owed=tuple(entry["language"] for entry in owed),
                texts=tuple(texts[notice]),
                source_language=sources.get(notice, ""),
                missing_reason=reasons.get(notice, ("", ""))[0],
            ),
        )
        for notice, place, owed in first.values_list("notice_id", "notice__municipality__slug", "owed")
    ]


def _ready(key: str, make: Callable[[], T]) -> T:
    found: T | None = caches["process"].get(key)
    if found is None:
        found = make()
        caches["process"].set(key, found, KEPT)
    return found


def _newest() -> int:
    return PublishedText.objects.aggregate(newest=Max("pk"))["newest"] or 0


def _count() -> Counted:
    at = timezone.now()
    reasons = _reasons(ALL)
    places: dict[str, list[parity.Publication]] = defaultdict(list)
    for slug, entry in read(ALL, reasons):
        places[slug].append(entry)
        places[ALL].append(entry)
    return Counted(at, {slug: _scope(entries, at, reasons) for slug, entries in places.items()})


def _scope(entries: Iterable[parity.Publication], at: datetime, reasons: Reasons) -> Scope:
    return Scope(_figures(entries, at), sum(int(entry.key) in reasons for entry in entries))


def _figures(entries: Iterable[parity.Publication], at: datetime) -> dict[str, parity.Figure]:
    return {name: replace(count(entries, at), publications=()) for name, count in parity.DIMENSIONS.items()}


def _public(rows: Any, slug: str) -> Any:
    """Publications, or texts, of notices that anyone can read."""
    rows = rows.filter(notice__published_at__isnull=False, notice__withdrawn_at=None)
    return rows if slug == ALL else rows.filter(notice__municipality__slug=slug)


def texts_of(rows: Any) -> tuple[dict[int, list[parity.Text]], dict[int, str]]:
    """From PublishedText rows: notice → its texts, one script of each; notice → the language of its source."""
    languages = dict(Tongue.objects.values_list("tag", "language"))
    texts: dict[int, list[parity.Text]] = defaultdict(list)
    sources: dict[int, str] = {}
    kept = rows.filter(derived_from="").values_list(
        "notice_id",
        "tag",
        "is_source",
        "second_person",
        "published_at",
        "edition",
        "source_edition",
        "checks_passed",
        "checks_total",
    )
    for notice, tag, is_source, second_person, at, edition, of_source, passed, checks in kept:
        language = languages.get(tag, tag)
        reviewed = second_person or is_source
        texts[notice].append(parity.Text(language, at, edition, of_source, passed, checks, reviewed))
        if is_source:
            sources[notice] = language
    return texts, sources


def _reasons(slug: str) -> Reasons:
    """The latest reason of each notice that went out with a language missing."""
    rows = _public(Publication.objects.exclude(missing=[]), slug).order_by("notice", "number")
    return {notice: (reason, tag) for notice, reason, tag in rows.values_list("notice_id", "reason", "reason_language")}
