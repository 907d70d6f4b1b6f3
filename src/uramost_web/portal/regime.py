"""Which language has which status where, what follows from it, and what the census says beside it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db.models import Q

from uramost_web.places.alphabet import order
from uramost_web.places.models import CensusRow, Duty, LanguageStatus, Municipality
from uramost_web.places.words import Place, Words

MOTHER_TONGUE: Final = "mother_tongue"


@dataclass(frozen=True, slots=True)
class Census:
    """A census figure; `count` None is not known."""

    name: str
    count: int | None
    share: Decimal | None
    source: str


@dataclass(frozen=True, slots=True)
class Obligation:
    """What a status obliges to, in the reader's words: acts of one strength by one source."""

    strength: str
    source: str
    acts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """A language's status in a place (None: everywhere), in the reader's words. A disputed one owes nothing."""

    place: Place | None
    language: str
    name: str
    status: str
    basis: str
    regulation: str
    since: date | None
    until: date | None
    source: str
    disputed: bool
    note: str
    obligations: tuple[Obligation, ...]
    census: Census | None


def of_place(municipality: Municipality, words: Words, counted: Mapping[str, Census]) -> list[Standing]:
    """Every status that concerns a municipality, beside what the `census` says: what holds everywhere first."""
    rows = LanguageStatus.objects.filter(Q(municipality=municipality) | Q(municipality=None))
    return _standings(rows, words, counted)


def of_all(words: Words) -> list[Standing]:
    """Every status there is: what holds everywhere first, then place by place in the reader's alphabet."""
    standings = _standings(LanguageStatus.objects.all(), words, {})
    return sorted(standings, key=lambda row: order(row.place.name, words.tag) if row.place else ())


def census(municipality: Municipality, words: Words) -> dict[str, Census]:
    """Mother tongue → what the census counted, most people first."""
    rows = CensusRow.objects.filter(municipality=municipality, topic=MOTHER_TONGUE)
    return {row.category: _census(row, words) for row in sorted(rows, key=lambda row: -(row.count or 0))}


def _standings(rows: Any, words: Words, hints: Mapping[str, Census]) -> list[Standing]:
    obligations = _obligations(words)
    ordered = rows.select_related("municipality").order_by("disputed", "language", "pk")
    found = [_standing(row, words, obligations.get(row.status, ()), hints.get(row.language)) for row in ordered]
    return sorted(found, key=lambda row: (row.disputed, row.place is not None))


def _standing(row: LanguageStatus, words: Words, obligations: tuple[Obligation, ...], hint: Census | None) -> Standing:
    return Standing(
        place=words.place(row.municipality) if row.municipality else None,
        language=row.language,
        name=words.language(row.language),
        status=words.word("status", row.status),
        basis=words.word("basis", row.basis),
        regulation=row.regulation,
        since=row.since,
        until=row.until,
        source=words.cite(row.source),
        disputed=row.disputed,
        note=words.word("note", row.note) if row.note else "",
        obligations=() if row.disputed else obligations,
        census=hint,
    )


def _obligations(words: Words) -> dict[str, tuple[Obligation, ...]]:
    """Status → what follows from it."""
    acts: dict[tuple[str, str, str], list[str]] = {}
    for row in Duty.objects.order_by("pk"):
        acts.setdefault((row.status, row.strength, row.source), []).append(words.word("act", row.act))
    found: dict[str, tuple[Obligation, ...]] = {}
    for (status, strength, source), names in acts.items():
        one = Obligation(words.word("strength", strength), words.cite(source), tuple(names))
        found[status] = (*found.get(status, ()), one)
    return found


def _census(row: CensusRow, words: Words) -> Census:
    return Census(words.word("category", row.category), row.count, row.share, words.cite(row.source))
