"""All that bears on the clock of one case: its limit, when it came, when it stood, by how much it was extended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from uramost.deadlines.limits import Limit, NotFound, norm_fault
from uramost.deadlines.receipt import OfficeHours

Span = tuple[datetime, datetime | None]  # in UTC; None: open


@dataclass(frozen=True, slots=True)
class Pause:
    """The clock stands from `start` until `end` (not included), or still stands.

    Raises ValueError for a moment without a zone, or an end that is not after the start.
    """

    start: datetime
    end: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)

    @classmethod
    def of_days(cls, first: date, last: date | None, zone: ZoneInfo, reason: str = "") -> Pause:
        """Whole days, both included."""
        return cls(_midnight(first, zone), _midnight(last + timedelta(days=1), zone) if last else None, reason)


@dataclass(frozen=True, slots=True)
class Suspension:
    """Silence means nothing from `start` until `end` (not included), or still does not. Raises as a pause does."""

    start: datetime
    end: datetime | None = None
    reason: str = ""

    def __post_init__(self) -> None:
        _check_span(self.start, self.end)


@dataclass(frozen=True, slots=True)
class Extension:
    """The time is longer by `amount` (unit of the limit); `reason` is a code, `told_at` when the resident was told.

    Raises ValueError for a moment without a zone, and for a granted extension below 1.
    """

    amount: int
    reason: str
    declared_at: datetime
    by: str = ""
    told_at: datetime | None = None
    granted: bool = False  # examined when it was declared; a holiday added or removed since does not undo it

    def __post_init__(self) -> None:
        _check_zone(self.declared_at)
        if self.granted and self.amount < 1:
            raise ValueError("amount")


@dataclass(frozen=True, slots=True)
class Clock:
    """One case. `norm` is the municipality's own promise, in the unit of the limit.

    Raises NotFound when the length of the limit is not known, ValueError for a norm longer than the limit or below 1,
    and for a moment without a zone.
    """

    limit: Limit
    received_at: datetime
    norm: int | None = None
    hours: OfficeHours | None = None
    pauses: tuple[Pause, ...] = ()
    extensions: tuple[Extension, ...] = ()
    suspensions: tuple[Suspension, ...] = ()
    answered_at: datetime | None = None

    def __post_init__(self) -> None:
        if self.limit.amount is None:
            raise NotFound(self.limit.code)
        if fault := norm_fault(self.limit, self.norm):
            raise ValueError(fault)
        _check_zone(self.received_at)
        if self.answered_at is not None:
            _check_zone(self.answered_at)

    @property
    def amount(self) -> int:
        """Of the limit, without extensions."""
        return self.limit.amount or 0

    def stands(self) -> list[Span]:
        """When the clock stands: in order, apart from each other, and never after the answer."""
        spans = merged((pause.start, pause.end) for pause in self.pauses)
        if self.answered_at is None:
            return spans
        answered = self.answered_at.astimezone(UTC)
        return [(start, answered if end is None or end > answered else end) for start, end in spans if start < answered]


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in UTC and in order; those that touch or overlap become one."""
    found: list[Span] = []
    for start, end in sorted(map(_in_utc, spans), key=lambda span: span[0]):
        if found and _reaches(found[-1], start):
            found[-1] = (found[-1][0], _later(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def _in_utc(span: Span) -> Span:
    start, end = span
    return start.astimezone(UTC), end.astimezone(UTC) if end else None


def _reaches(span: Span, moment: datetime) -> bool:
    return span[1] is None or span[1] >= moment


def _later(one: datetime | None, other: datetime | None) -> datetime | None:
    return None if one is None or other is None else max(one, other)


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    return datetime.combine(day, time(), tzinfo=zone)


def _check_zone(moment: datetime) -> None:
    if moment.tzinfo is None:
        raise ValueError("no_zone")


def _check_span(start: datetime, end: datetime | None) -> None:
    _check_zone(start)
    if end is None:
        return
    _check_zone(end)
    if end.astimezone(UTC) <= start.astimezone(UTC):
        raise ValueError("end")
