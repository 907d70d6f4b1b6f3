"""Everything a clerk and a resident want to know of one clock at one moment."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta

from uramost.deadlines.calendar import ONE_DAY, Calendar, Holiday, all_names
from uramost.deadlines.clock import Clock, Extension, merged
from uramost.deadlines.counting import Course, course, ended, is_late, moment_of, promised_in
from uramost.deadlines.explaining import Facts, explained
from uramost.deadlines.receipt import local
from uramost.deadlines.steps import Step

STATES = ("running", "stands", "late", "answered_in_time", "answered_late")
ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class NotCounted:
    """A day between the first and the last that did not count; `why` is weekend, holiday or pause."""

    date: date
    why: str
    code: str = ""  # of the holiday
    names: Mapping[str, str] = field(default_factory=dict)
    estimated: bool = False


@dataclass(frozen=True, slots=True)
class Computed:
    """A clock, read at a moment. Moments are in the calendar's zone."""

    state: str  # one of STATES
    last_day: date | None  # None while the clock stands
    latest: datetime | None  # the end of the last day, or where the hours end
    planned_day: date | None  # by the service norm
    planned: datetime | None
    remaining: int | None  # of the limit's unit until the last day; 0 on it; None once answered or late
    late_by: int  # calendar days (hours of a limit in hours, begun ones); 0 when not late
    not_counted: tuple[NotCounted, ...]
    silence: str
    silence_from: datetime | None  # None: means nothing, is suspended, was answered before, or the clock stands
    provisional: bool  # an estimated holiday may still move the last day
    refused: tuple[tuple[Extension, str], ...]  # extensions that do not hold, and why
    steps: tuple[Step, ...]


def computed(clock: Clock, calendar: Calendar, *, at: datetime) -> Computed:
    """The state at `at` and how the dates came about. Raises OutOfSpan where the calendar does not reach."""
    counted = course(clock, calendar)
    latest = moment_of(clock, calendar, counted, counted.total)
    planned = promised_in(clock, calendar, counted)
    at = local(at, calendar)
    state = _state(clock, latest, at, calendar)
    silence_from = _silence_from(clock, calendar, latest)
    without = _not_counted(clock, calendar, counted, latest.date() if latest else None)
    estimates = _estimates(clock, calendar, counted, latest)
    left = _left(clock, calendar, counted, latest, at)
    facts = Facts(counted, latest, planned, silence_from, tuple(estimates), left)
    return Computed(
        state=state,
        last_day=latest.date() if latest else None,
        latest=latest,
        planned_day=planned.date() if planned else None,
        planned=planned,
        remaining=left if state in ("running", "stands") else None,
        late_by=_late_by(clock, calendar, latest, at) if state in ("late", "answered_late") else 0,
        not_counted=tuple(without),
        silence=clock.limit.silence,
        silence_from=silence_from,
        provisional=bool(estimates),
        refused=counted.refused,
        steps=tuple(explained(clock, calendar, facts)),
    )


def _state(clock: Clock, latest: datetime | None, at: datetime, calendar: Calendar) -> str:
    if clock.answered_at is not None:
        late = latest is not None and is_late(clock, local(clock.answered_at, calendar), latest)
        return "answered_late" if late else "answered_in_time"
    if latest is not None and is_late(clock, at, latest):
        return "late"
    return "stands" if any(start <= at and (end is None or at < end) for start, end in clock.stands()) else "running"


def _left(clock: Clock, calendar: Calendar, counted: Course, latest: datetime | None, at: datetime) -> int:
    """What is left of the limit after `at`, at least 0."""
    if clock.limit.in_hours:
        return _hours_left(clock, counted, at)
    if latest is None:
        return max(counted.total - _counts(clock, calendar, counted, counted.first, _open_since(counted) - ONE_DAY), 0)
    return _counts(clock, calendar, counted, max(at.date() + ONE_DAY, counted.first), latest.date())


def _hours_left(clock: Clock, counted: Course, at: datetime) -> int:
    received = clock.received_at.astimezone(UTC)
    now = max(at.astimezone(UTC), received)
    stood = timedelta()
    for start, until in counted.spans:
        begun, over = max(start, received), min(until or now, now)
        stood += max(over - begun, timedelta())
    return max((timedelta(hours=counted.total) - (now - received) + stood) // ONE_HOUR, 0)


def _counts(clock: Clock, calendar: Calendar, counted: Course, first: date, last: date) -> int:
    """How many days from `first` to `last` count."""
    number = _of_unit(clock, calendar, first, last)
    for start, end in counted.stood:
        number -= _of_unit(clock, calendar, max(start, first), min(end or last, last))
    return number


def _of_unit(clock: Clock, calendar: Calendar, first: date, last: date) -> int:
    if clock.limit.unit == "working_days":
        return calendar.working_days(first, last)
    return max((last - first).days + 1, 0)


def _open_since(counted: Course) -> date:
    return next(start for start, end in counted.stood if end is None)


def _late_by(clock: Clock, calendar: Calendar, latest: datetime | None, at: datetime) -> int:
    moment = local(clock.answered_at, calendar) if clock.answered_at is not None else at
    if latest is None:
        return 0
    if clock.limit.in_hours:
        return -((latest.astimezone(UTC) - moment.astimezone(UTC)) // ONE_HOUR)
    return (moment.date() - latest.date()).days


def _silence_from(clock: Clock, calendar: Calendar, latest: datetime | None) -> datetime | None:
    """The first moment after the last one, or the end of the suspension it falls into; not where it was answered."""
    if latest is None or clock.limit.silence not in ("refusal", "consent"):
        return None
    since = latest
    if not clock.limit.in_hours:
        since = datetime.combine(latest.date() + ONE_DAY, time(), tzinfo=calendar.zone)
    for start, end in merged((entry.start, entry.end) for entry in clock.suspensions):
        if start <= since and (end is None or since < end):
            if end is None:
                return None
            since = end.astimezone(calendar.zone)
    answered = clock.answered_at is not None and clock.answered_at.astimezone(UTC) < since.astimezone(UTC)
    return None if answered else since


def _not_counted(clock: Clock, calendar: Calendar, counted: Course, last: date | None) -> list[NotCounted]:
    if clock.limit.in_hours:
        return []
    until = last or _open_since(counted) - ONE_DAY
    ends = ended(clock, calendar, counted, counted.total).counted or until
    days = [counted.first + offset * ONE_DAY for offset in range((until - counted.first).days + 1)]
    why = {day: _why_not(clock, calendar, counted, day, on_its_way=day > ends or day == ends < until) for day in days}
    return [_without(day, reason, calendar) for day, reason in why.items() if reason]


def _why_not(clock: Clock, calendar: Calendar, counted: Course, day: date, *, on_its_way: bool) -> str:
    """`on_its_way`: the count has ended, and the last day is moving to a working day."""
    closed = calendar.why_closed(day) if on_its_way or clock.limit.unit == "working_days" else ""
    return closed or ("pause" if any(start <= day <= (end or day) for start, end in counted.stood) else "")


def _without(day: date, why: str, calendar: Calendar) -> NotCounted:
    if why != "holiday":
        return NotCounted(day, why)
    holidays = calendar.holidays_on(day)
    return NotCounted(day, why, holidays[0].code, all_names(holidays), any(entry.estimated for entry in holidays))


def _estimates(clock: Clock, calendar: Calendar, counted: Course, latest: datetime | None) -> list[Holiday]:
    """Estimated holidays that may move the last day; each may fall a day earlier or later."""
    limit = clock.limit
    if latest is None or limit.in_hours or (limit.unit == "calendar_days" and limit.last_day == "stays"):
        return []
    since, until = counted.first, latest.date()
    if limit.unit == "calendar_days":
        since = ended(clock, calendar, counted, counted.total).counted or until
    near = (since - ONE_DAY, until + ONE_DAY)
    return [day for day in calendar.holidays if day.estimated and near[0] <= day.date <= near[1]]
