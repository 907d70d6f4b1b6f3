"""How loaded is each office and each clerk, and how often did a case come to the right desk at once? No residents."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db.models import Count, F, Q

from uramost_web.accounts.models import AuditEntry
from uramost_web.casework import queue
from uramost_web.casework.models import Case, Office
from uramost_web.places.models import Municipality
from uramost_web.places.words import reader_tag

LATELY: Final = timedelta(days=90)


@dataclass(frozen=True, slots=True)
class Load:
    """Of an office or a person; `name` is empty for cases that nobody has.

    `right` of `ended`: of those that ended lately the ones that never were forwarded, counted at the office they came
    to first. `other`: answers lately that were in another language than the resident's.
    """

    name: str
    running: int = 0
    late: int = 0
    soon: int = 0
    waiting: int = 0
    ended: int = 0
    right: int = 0
    other: int = 0

    @property
    def share(self) -> int | None:
        """First time right, in percent; None where nothing ended."""
        return round(100 * self.right / self.ended) if self.ended else None


def offices(place: Municipality, now: datetime) -> list[Load]:
    """Every office, in the order of its code."""
    at_work = _at_work(place, "office", now)
    routed = _ended(place, "first_office", now)
    answered = _ended(place, "office", now)
    return [
        Load(
            row.name_in(reader_tag()),
            **at_work.get(row.pk, {}),
            **{**routed.get(row.pk, {}), "other": answered.get(row.pk, {}).get("other", 0)},
        )
        for row in Office.objects.filter(municipality=place)
    ]


def people(place: Municipality, now: datetime) -> list[Load]:
    """Everybody who has a case or ended one lately, by name; first those that nobody has."""
    at_work, ended = _at_work(place, "assignee", now), _ended(place, "assignee", now)
    names = dict(
        Case.objects.filter(municipality=place, assignee__in=[*at_work, *ended])
        .values_list("assignee", "assignee__name")
        .distinct()
    )
    return sorted(
        (Load(names.get(pk, ""), **at_work.get(pk, {}), **ended.get(pk, {})) for pk in {*at_work, *ended}),
        key=lambda load: load.name,
    )


def own_appeals(place: Municipality, now: datetime) -> int:
    """Appeals on which somebody decided lately who had decided in the case before: there was no other head."""
    told = AuditEntry.objects.filter(verb="case.own_appeal", at__range=(now - LATELY, now))
    return told.filter(values__municipality=place.pk).count()


def _at_work(place: Municipality, by: str, now: datetime) -> dict[Any, dict[str, int]]:
    runs = Q(paused=False, due_at__isnull=False)
    rows = (
        Case.objects.filter(municipality=place)
        .running()
        .order_by()
        .values(by)
        .annotate(
            running=Count("pk"),
            late=Count("pk", filter=runs & Q(due_at__lt=now)),
            soon=Count("pk", filter=runs & Q(due_at__range=(now, queue.soon_until([place], now)))),
            waiting=Count("pk", filter=Q(paused=True)),
        )
    )
    return _by(rows, by)


def _ended(place: Municipality, by: str, now: datetime) -> dict[Any, dict[str, int]]:
    rows = (
        Case.objects.filter(municipality=place, closed_at__range=(now - LATELY, now))
        .order_by()
        .values(by)
        .annotate(
            ended=Count("pk"),
            right=Count("pk", filter=Q(forwarded=0)),
            other=Count("pk", filter=~Q(answer_language__in=("", F("language")))),
        )
    )
    return _by(rows, by)


def _by(rows: Any, name: str) -> dict[Any, dict[str, int]]:
    return {row.pop(name): row for row in rows}
