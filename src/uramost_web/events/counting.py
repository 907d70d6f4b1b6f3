"""People and hours in SQL: by municipality, kind and quarter, and once per event, course and programme.

What the library defines (`uramost.counting`) is asked of `Presence`. `recount` makes its rows; `stale` says for which
events they are not what the attendances are by now, whoever wrote these: an act, an import, a merge.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from django.db import transaction
from django.db.models import Count, F, Max, Min, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThanOrEqual
from django.utils import timezone
from django_tasks import task

from uramost import counting
from uramost_web.directory.models import Person
from uramost_web.events.models import Attendance, Event, Kind, Session
from uramost_web.events.tallies import Presence, Tally

AT_ONCE: Final = 200
"""Events that are counted in one transaction."""


def quarter_of(moment: datetime) -> int:
    """Of the calendar here: the year times four, and 0 to 3."""
    local = timezone.localtime(moment)
    return local.year * 4 + (local.month - 1) // 3


KINDS: Final[dict[str, int]] = {
    Kind.HEARING: 1, Kind.DEBATE: 2, Kind.FORUM: 3, Kind.WORKING_GROUP: 4, Kind.LANGUAGE_COURSE: 5, Kind.TRAINING: 6,
    Kind.STUDY_VISIT: 7, Kind.FAIR: 8, Kind.B2B: 9,
}  # fmt: skip
"""Kind of an event → its number in a cell, which never changes; below 16."""
_BY_NUMBER: Final = {number: kind for kind, number in KINDS.items()}


def cell_of(municipality: int, kind: str, quarter: int) -> int:
    """Municipality, kind and quarter as one number: of bits, the quarter has the last 16 and the kind four."""
    return (municipality << 4 | KINDS[kind]) << 16 | quarter


def of_cell(cell: int) -> tuple[int, str, int]:
    return cell >> 20, str(_BY_NUMBER[cell >> 16 & 15]), cell & 0xFFFF


# Keeping ------------------------------------------------------------------------------------------------------------


def stale() -> list[int]:
    """Events whose attendances, times or place are not as they were counted. One look at every attendance."""
    stands = Coalesce("person__merged_into_id", "person_id")
    rows = Attendance.objects.order_by().values_list("session__event")
    now = {row[0]: row[1:] for row in rows.annotate(number=Count("pk"), newest=Max("pk"), people=Sum(stands))}
    counted = {row[0]: row[1:] for row in Tally.objects.values_list("event", "attendances", "newest", "people")}
    found = {event for event in now.keys() | counted.keys() if now.get(event, (0, 0, 0)) != counted.get(event)}
    gone = Person.objects.exclude(merged_into=None).order_by().values("pk")
    found |= set(Presence.objects.filter(person__in=gone).values_list("event", flat=True))
    found |= set(Tally.objects.filter(counted_at__lt=F("event__changed_at")).values_list("event", flat=True))
    return sorted(found)


def recount(events: Iterable[int], at: datetime) -> None:
    """Make the rows of these events anew. Two at once wait for each other at the event."""
    numbers = sorted(set(events))
    for start in range(0, len(numbers), AT_ONCE):
        _recount(numbers[start : start + AT_ONCE], at)


@transaction.atomic
def _recount(numbers: Sequence[int], at: datetime) -> None:
    held = Event.objects.select_for_update().filter(pk__in=numbers).order_by("pk")
    events = {row[0]: row[1:] for row in held.values_list("pk", "municipality_id", "kind")}
    sessions = {
        pk: (event, quarter_of(begins), round((ends - begins).total_seconds() / 60))
        for pk, event, begins, ends in Session.objects.filter(event__in=events).values_list(
            "pk", "event", "starts_at", "ends_at"
        )
    }
    noted = [row for row in _noted(events) if row[1] in sessions]
    ends = ends_of({first for _pk, _session, who, first in noted if who != first})
    Presence.objects.filter(event__in=events).delete()
    came = {(sessions[session][0], ends.get(first, first), session) for _pk, session, _who, first in noted}
    parts: dict[tuple[int, int, int], list[int]] = defaultdict(list)
    in_all: Counter[tuple[int, int]] = Counter()
    for event, person, session in came:
        parts[event, person, sessions[session][1]].append(sessions[session][2])
        in_all[event, person] += 1
    of = Counter(event for event, _quarter, _minutes in sessions.values())
    Presence.objects.bulk_create(
        [
            Presence(
                event_id=event, person=person, municipality_id=events[event][0], kind=events[event][1],
                quarter=quarter, cell=cell_of(*events[event], quarter), sessions=len(minutes), minutes=sum(minutes),
                in_all=in_all[event, person], of=of[event],
            )
            for (event, person, quarter), minutes in sorted(parts.items())
        ],
        batch_size=1000,
    )  # fmt: skip
    _keep_tallies(events, sessions, noted, at)


def _noted(events: Iterable[int]) -> list[tuple[int, int, int, int]]:
    """(attendance, session, who was noted, whom they were merged into) of all that came to these events."""
    stands = Coalesce("person__merged_into_id", "person_id")
    rows = Attendance.objects.filter(session__event__in=list(events))
    return list(rows.values_list("pk", "session", "person", stands))


def attended(event: Event) -> dict[int, set[int]]:
    """Person who stands → sessions of the event that they came to, as it is at this moment."""
    noted = _noted([event.pk])
    ends = ends_of({first for _pk, _session, who, first in noted if who != first})
    found: dict[int, set[int]] = defaultdict(set)
    for _pk, session, _who, first in noted:
        found[ends.get(first, first)].add(session)
    return dict(found)


def ends_of(people: set[int]) -> dict[int, int]:
    """Of these rows, and of those into which they were merged: those that were merged, and where they end."""
    merged: dict[int, int] = {}
    asked = people
    while asked:
        rows = Person.objects.filter(pk__in=asked).exclude(merged_into=None)
        found: dict[int, Any] = dict(rows.values_list("pk", "merged_into"))
        asked = set(found.values()) - merged.keys() - found.keys()
        merged |= found
    return counting.roots(merged)


def _keep_tallies(events: Iterable[int], sessions: dict[int, Any], noted: Sequence[Any], at: datetime) -> None:
    sums = {event: [0, 0, 0] for event in events}
    for pk, session, _who, first in noted:
        one = sums[sessions[session][0]]
        one[:] = one[0] + 1, max(one[1], pk), one[2] + first
    Tally.objects.bulk_create(
        [
            Tally(event_id=event, attendances=number, newest=newest, people=people, counted_at=at)
            for event, (number, newest, people) in sums.items()
        ],
        update_conflicts=True,
        unique_fields=["event"],
        update_fields=["attendances", "newest", "people", "counted_at"],
        batch_size=1000,
    )


@task()
def recount_all() -> None:
    """Bring the figures to where the attendances are; the event that was counted longest ago is always among them."""
    oldest = Tally.objects.order_by("counted_at").values_list("event", flat=True)[:1]
    recount([*stale(), *oldest], timezone.now())


SOON: Final = timedelta(minutes=5)
ANYWAY: Final = timedelta(hours=1)
"""For what changes no attendance, such as another time of a session."""


def overdue(at: datetime) -> bool:
    """Whether it is time to count: soon after somebody came, and once an hour."""
    last = counted_at()
    newest = Attendance.objects.aggregate(newest=Max("pk"))["newest"] or 0
    if last is None:
        return newest > 0
    if last > at - SOON:
        return False
    counted = Tally.objects.aggregate(newest=Max("newest"))["newest"] or 0
    return newest != counted or last < at - ANYWAY


def counted_at() -> datetime | None:
    """When something was last counted."""
    found: datetime | None = Tally.objects.aggregate(last=Max("counted_at"))["last"]
    return found


# Asking -------------------------------------------------------------------------------------------------------------


EVERY_SESSION: Final = counting.Definition()
CELL: Final = ("municipality", "kind", "quarter")


@dataclass(frozen=True, slots=True)
class Figure:
    """Different people, times that somebody came to a session, and minutes by a definition; `of` what they are of."""

    of: tuple[Any, ...]
    people: int
    times: int
    minutes: int


def figures(rows: "QuerySet[Presence]", *names: str, definition: counting.Definition = EVERY_SESSION) -> list[Figure]:
    """Everybody once by some of municipality, kind, quarter, event, event__course …; by nothing: altogether, one row.

    By all of CELL, one index is read in its order.
    """
    counted = {
        "people": Count("person", distinct=True), "times": Coalesce(Sum("sessions"), 0), "long": _minutes(definition)
    }  # fmt: skip
    if not names:
        found = rows.aggregate(**counted)
        return [Figure((), found["people"], found["times"], found["long"])]
    asked = ("cell",) if names == CELL else names
    made = rows.order_by(*asked).values_list(*asked).annotate(**counted)
    return [Figure(of_cell(row[0]) if names == CELL else row[:-3], *row[-3:]) for row in made]


def _minutes(definition: counting.Definition) -> Any:
    """Of those who came to enough of an event's sessions; in whole numbers, so that it is exact."""
    share = definition.least
    enough = GreaterThanOrEqual(F("in_all") * share.denominator, F("of") * share.numerator)
    return Coalesce(Sum("minutes", filter=enough) if share else Sum("minutes"), 0)


PROGRAMME: Final = Coalesce("event__programme", "event__course__programme")
"""Of an event: its own, or that of its course."""


def quarters(rows: "QuerySet[Presence]") -> tuple[int, int] | None:
    """The first and the last in which somebody came."""
    found = rows.aggregate(first=Min("quarter"), last=Max("quarter"))
    return None if found["first"] is None else (found["first"], found["last"])
