"""Which cases may be about the same thing as this one? Suggested to the clerk, never merged by themselves."""

from dataclasses import dataclass
from datetime import timedelta
from math import cos, radians
from typing import Any, Final

from django.core.cache import caches
from django.db.models import Q

from uramost.likeness import REACH_DAYS, REACH_METRES, THRESHOLD, Concepts, Report, compare, read
from uramost.terms import Term
from uramost_web.casework.models import Case
from uramost_web.question import Joined, Question
from uramost_web.translation import rules

MOST_COMPARED: Final = 60
"""The nearest in time of those in reach; comparing costs a moment for each."""
MOST_SHOWN: Final = 5
KEPT: Final = 300
"""Seconds for which what was found stands."""
METRES_A_DEGREE: Final = 111_195.0  # of latitude, on a sphere of the mean radius

_concepts: list[tuple[tuple[Term, ...], Concepts]] = []


@dataclass(frozen=True, slots=True)
class Alike:
    """Another case, how alike it is in percent, how far away in metres (None: not known) and in days."""

    case: Case
    percent: int
    metres: int | None
    days: int


def likely(case: Case) -> list[Alike]:
    """The likest first; nothing for a case that has ended."""
    if case.closed_at is not None or case.anonymised_at is not None:
        return []
    key = f"casework.alike.{case.pk}"
    kept = caches["process"]
    found = kept.get(key)
    if found is None:
        found = _compared(case)
        kept.set(key, found, KEPT)
    rows = _named([pk for pk, *_ in found]) if found else {}
    return [Alike(rows[pk], percent, metres, days) for pk, percent, metres, days in found if pk in rows]


def _named(cases: list[int]) -> dict[int, Case]:
    """With what is said of them: reference, state and service."""
    keys = [*cases, *[cases[0]] * (MOST_SHOWN - len(cases))]
    return {row.pk: row for row in _CASES.about(*keys)}


_JOINED: Final = Joined(Case, ("reference", "state", "closed_at", "service"), service=("names",))
_CASES: Final = Question(
    lambda *cases: Case.objects.filter(pk__in=cases).values_list(*_JOINED.names), _JOINED.made, keys=MOST_SHOWN
)


def candidates(case: Case) -> Any:
    """By time, and by place where it is known: within a square that holds all in reach; else by service."""
    around = timedelta(days=REACH_DAYS)
    rows = Case.objects.filter(
        municipality=case.municipality_id,
        received_at__range=(case.received_at - around, case.received_at + around),
        anonymised_at=None,
        merged_into=None,
    ).exclude(pk=case.pk)
    same_service = Q(service=case.service_id)
    if case.latitude is None or case.longitude is None:
        return rows.filter(same_service)
    up = REACH_METRES / METRES_A_DEGREE
    aside = up / max(0.01, cos(radians(float(case.latitude))))
    north, east = float(case.latitude), float(case.longitude)
    near = Q(latitude__range=(north - up, north + up), longitude__range=(east - aside, east + aside))
    return rows.filter(near | Q(latitude=None) & same_service)


def _compared(case: Case) -> list[tuple[int, int, int | None, int]]:
    concepts = _known()
    mine = read(_report(case), concepts)
    rows = candidates(case).select_related("service").order_by("-received_at", "-pk")[:MOST_COMPARED]
    found = [compare(mine, read(_report(row), concepts)) for row in rows]
    best = sorted((one for one in found if one.score >= THRESHOLD), key=lambda one: -one.score)[:MOST_SHOWN]
    return [
        (int(one.id), round(100 * one.score), None if one.metres is None else round(one.metres), round(one.days))
        for one in best
    ]


def _report(case: Case) -> Report:
    north, east = case.latitude, case.longitude
    place = None if north is None or east is None else (float(north), float(east))
    return Report(str(case.pk), case.received_at, case.service.code, case.text, case.language, place)


def _known() -> Concepts:
    """With the terms as they are now: made once, for it keeps what it has read of them."""
    terms = rules.terms()
    if not _concepts or _concepts[0][0] is not terms:
        _concepts[:] = [(terms, Concepts(terms))]
    return _concepts[0][1]
