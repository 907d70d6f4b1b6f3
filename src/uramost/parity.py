"""Is a text accessible, synchronised, updated and of equal quality in every language owed?

Four figures that are never added up, each with its numerator, its denominator and the publications behind it. The
four dimensions are those by which organisations test municipalities. A publication counts while it is public: from
its first text until it is withdrawn. Texts after the moment asked about do not exist yet.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from fractions import Fraction
from itertools import pairwise
from statistics import median
from types import MappingProxyType

# Languages published by one act are written one after another; a minute is the longest such an act may take.
ONE_MOMENT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Text:
    """One published text: an edition of a publication in one language.

    `edition` counts this language's own texts from 1; `source_edition` is the edition of the source it says the same
    as (for the source itself: its own). Raises ValueError when more checks passed than there were.
    """

    language: str
    published_at: datetime
    edition: int
    source_edition: int
    checks_passed: int
    checks_total: int
    second_person: bool  # reviewed by somebody other than its writer

    def __post_init__(self) -> None:
        if not 0 <= self.checks_passed <= self.checks_total:
            raise ValueError("checks_passed")


@dataclass(frozen=True, slots=True)
class Publication:
    """A publication with every edition in every language; `owed` are the languages owed when it went out.

    `owed`, `source_language` and the languages of `texts` are of one kind: all languages or all publication tags.
    """

    key: str
    owed: tuple[str, ...]
    source_language: str
    texts: tuple[Text, ...]
    withdrawn_at: datetime | None = None
    missing_reason: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """What one publication adds to a figure: `numerator` in `denominator`, and what a reader asks next.

    `languages` are those that are missing (accessible, synchronised), late (synchronised), stale (updated), or not
    reviewed by a second person or with a failed check (equal_quality). `hours` as in the figure.
    """

    key: str
    numerator: int
    denominator: int
    languages: tuple[str, ...] = ()
    hours: float | None = None
    reviewed: tuple[int, int] | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """One dimension of parity over a set of publications, with its parts by key."""

    dimension: str
    numerator: int
    denominator: int
    unit: str  # what is counted: languages, publications, texts or checks
    publications: tuple[Part, ...]
    hours: float | None = None  # synchronised: median from first to last; updated: total stale
    reviewed: tuple[int, int] | None = None  # equal_quality: texts reviewed by a second person, of texts

    @property
    def value(self) -> Fraction | None:
        """The share from 0 to 1; None when there was nothing to count."""
        return Fraction(self.numerator, self.denominator) if self.denominator else None


def accessible(publications: Iterable[Publication], at: datetime) -> Figure:
    """Owed languages that are there, of owed languages."""
    return _figure("accessible", "languages", [_accessible(entry, at) for entry in _public(publications, at)])


def synchronised(publications: Iterable[Publication], at: datetime) -> Figure:
    """Publications whose owed languages all came out at one moment (ONE_MOMENT), of publications that owe any.

    Only first editions count. `hours` is the median from the first to the last language, over the publications that
    have them all; one with a language missing is not synchronised and has no hours.
    """
    parts = [_synchronised(entry, at) for entry in _public(publications, at)]
    hours = [part.hours for part in parts if part.hours is not None]
    return _figure("synchronised", "publications", parts, hours=median(hours) if hours else None)


def updated(publications: Iterable[Publication], at: datetime) -> Figure:
    """Owed translations that say what the source says now, of owed translations that are there.

    `hours` is the time they were stale in all, up to `at`: a missing one is counted by `accessible`, not here.
    """
    parts = [_updated(entry, at) for entry in _public(publications, at)]
    return _figure("updated", "texts", parts, hours=sum(part.hours or 0.0 for part in parts))


def equal_quality(publications: Iterable[Publication], at: datetime) -> Figure:
    """Parity checks passed, of checks, over the present text of every owed translation; `reviewed` beside it."""
    parts = [_equal_quality(entry, at) for entry in _public(publications, at)]
    done = sum(part.reviewed[0] for part in parts if part.reviewed)
    of = sum(part.reviewed[1] for part in parts if part.reviewed)
    return _figure("equal_quality", "checks", parts, reviewed=(done, of))


def stale_since(publication: Publication, language: str, at: datetime) -> datetime | None:
    """Since when a language says less than its source; None while it is current or not published.

    Stale from the first source edition it has not caught up with, but not before it was published itself.
    """
    own = _texts(publication, at, language)
    if not own or language == publication.source_language:
        return None
    reached = max(text.source_edition for text in own)
    newer = [
        text.published_at for text in _texts(publication, at, publication.source_language) if text.edition > reached
    ]
    return max(min(newer), min(text.published_at for text in own)) if newer else None


DIMENSIONS: Mapping[str, Callable[[Iterable[Publication], datetime], Figure]] = MappingProxyType(
    {
        "accessible": accessible,
        "synchronised": synchronised,
        "updated": updated,
        "equal_quality": equal_quality,
    }
)


def _public(publications: Iterable[Publication], at: datetime) -> list[Publication]:
    there = [
        entry
        for entry in publications
        if (entry.withdrawn_at is None or entry.withdrawn_at > at)
        and any(text.published_at <= at for text in entry.texts)
    ]
    return sorted(there, key=lambda entry: entry.key)


def _figure(
    dimension: str,
    unit: str,
    parts: list[Part],
    *,
    hours: float | None = None,
    reviewed: tuple[int, int] | None = None,
) -> Figure:
    numerator = sum(part.numerator for part in parts)
    denominator = sum(part.denominator for part in parts)
    return Figure(dimension, numerator, denominator, unit, tuple(parts), hours, reviewed)


def _accessible(publication: Publication, at: datetime) -> Part:
    owed, missing = _owed(publication), _missing(publication, at)
    return Part(
        publication.key, len(owed) - len(missing), len(owed), languages=missing, reason=publication.missing_reason
    )


def _synchronised(publication: Publication, at: datetime) -> Part:
    owed, missing = _owed(publication), _missing(publication, at)
    if missing or not owed:
        return Part(publication.key, 0, int(bool(owed)), languages=missing, reason=publication.missing_reason)
    out = {language: min(text.published_at for text in _texts(publication, at, language)) for language in owed}
    first, last = min(out.values()), max(out.values())
    late = tuple(language for language in owed if out[language] - first > ONE_MOMENT)
    return Part(publication.key, int(not late), 1, languages=late, hours=_hours(last - first))


def _updated(publication: Publication, at: datetime) -> Part:
    translations = _translations(publication, at)
    stale = tuple(language for language in translations if stale_since(publication, language, at) is not None)
    hours = sum(_stale_hours(publication, language, at) for language in translations)
    return Part(publication.key, len(translations) - len(stale), len(translations), languages=stale, hours=hours)


def _equal_quality(publication: Publication, at: datetime) -> Part:
    present = [_present(publication, at, language) for language in _translations(publication, at)]
    doubtful = [text for text in present if not text.second_person or text.checks_passed < text.checks_total]
    return Part(
        publication.key,
        sum(text.checks_passed for text in present),
        sum(text.checks_total for text in present),
        languages=tuple(text.language for text in doubtful),
        reviewed=(sum(text.second_person for text in present), len(present)),
    )


def _stale_hours(publication: Publication, language: str, at: datetime) -> float:
    """Between two texts nothing changes, so each stretch is stale as a whole or not at all."""
    moments = sorted({*(text.published_at for text in publication.texts if text.published_at <= at), at})
    stretches = (
        end - start for start, end in pairwise(moments) if stale_since(publication, language, start) is not None
    )
    return _hours(sum(stretches, timedelta()))


def _owed(publication: Publication) -> tuple[str, ...]:
    return tuple(sorted(set(publication.owed)))


def _missing(publication: Publication, at: datetime) -> tuple[str, ...]:
    return tuple(language for language in _owed(publication) if not _texts(publication, at, language))


def _translations(publication: Publication, at: datetime) -> tuple[str, ...]:
    missing = {*_missing(publication, at), publication.source_language}
    return tuple(language for language in _owed(publication) if language not in missing)


def _texts(publication: Publication, at: datetime, language: str) -> list[Text]:
    return [text for text in publication.texts if text.language == language and text.published_at <= at]


def _present(publication: Publication, at: datetime, language: str) -> Text:
    return max(_texts(publication, at, language), key=_edition_first)


def _edition_first(text: Text) -> tuple[int, datetime, int, int, int, bool]:
    checks = (text.checks_passed, text.checks_total)
    return (text.edition, text.published_at, text.source_edition, *checks, text.second_person)


def _hours(span: timedelta) -> float:
    return span / timedelta(hours=1)
