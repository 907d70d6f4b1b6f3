"""The last day, counted: days or hours, without those on which the clock stood, with every extension that holds."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from uramost.deadlines.calendar import ONE_DAY, Calendar
from uramost.deadlines.clock import Clock, Extension, Span
from uramost.deadlines.receipt import Receipt, local, receipt

REFUSALS = ("not_positive", "answered", "no_extension", "too_many", "too_long", "declared_late")
END_OF_DAY = time(23, 59, 59)
Days = tuple[date, date | None]  # both included; None: open


@dataclass(frozen=True, slots=True)
class Course:
    """One clock as it is counted: `first` is the first day that may count, `total` the length with extensions."""

    receipt: Receipt
    first: date
    stood: tuple[Days, ...]  # from `first` on
    spans: tuple[Span, ...]
    total: int
    accepted: tuple[Extension, ...]
    refused: tuple[tuple[Extension, str], ...]


@dataclass(frozen=True, slots=True)
class Ended:
    """Where a count ends: `counted` by the number, `last` moved off closed days; None while the clock stands."""

    counted: date | None
    last: date | None


def last_day(clock: Clock, calendar: Calendar) -> date | None:
    """The last day on which an answer is in time; None while the clock stands."""
    moment = latest(clock, calendar)
    return moment.date() if moment else None


def latest(clock: Clock, calendar: Calendar) -> datetime | None:
    """The last moment that is in time, in the calendar's zone: the end of the last day, or where the hours end."""
    counted = course(clock, calendar)
    return moment_of(clock, calendar, counted, counted.total)


def promised(clock: Clock, calendar: Calendar) -> datetime | None:
    """The last moment by the municipality's own promise; None without one, and while the clock stands."""
    return promised_in(clock, calendar, course(clock, calendar))


def extension_refusal(clock: Clock, extension: Extension, calendar: Calendar) -> str:
    """Why an extension, declared after those the clock has, cannot be: one of REFUSALS, or "" when it can."""
    return _refusal(clock, extension, calendar, course(clock, calendar))


def course(clock: Clock, calendar: Calendar) -> Course:
    """Everything that is the same for the limit and for the norm."""
    came = receipt(clock.received_at, calendar, None if clock.limit.in_hours else clock.hours)
    first = came.day if clock.limit.first_day == "counted" else came.day + ONE_DAY
    spans = tuple(clock.stands()) if clock.pauses else ()
    stood = tuple(_days(spans, first, calendar)) if spans else ()
    found = Course(came, first, stood, spans, clock.amount, (), ())
    for extension in sorted(clock.extensions, key=lambda entry: entry.declared_at.astimezone(UTC)):
        found = _extended(clock, extension, calendar, found)
    return found


def moment_of(clock: Clock, calendar: Calendar, counted: Course, total: int) -> datetime | None:
    """The last moment of so many units."""
    if clock.limit.in_hours:
        return hours_end(clock, calendar, counted, total)
    day = ended(clock, calendar, counted, total).last
    return datetime.combine(day, END_OF_DAY, tzinfo=calendar.zone) if day else None


def promised_in(clock: Clock, calendar: Calendar, counted: Course) -> datetime | None:
    """The promise is longer by every extension, as the limit is."""
    if clock.norm is None:
        return None
    return moment_of(clock, calendar, counted, clock.norm + counted.total - clock.amount)


def hours_end(clock: Clock, calendar: Calendar, counted: Course, total: int) -> datetime | None:
    """Hours run on over nights, weekends and holidays; they are real hours, also when the clocks are changed."""
    received = clock.received_at.astimezone(UTC)
    end = received + timedelta(hours=total)
    for start, until in counted.spans:
        if start < end and (until is None or until > received):
            if until is None:
                return None
            end += until - max(start, received)
    return end.astimezone(calendar.zone)


def ended(clock: Clock, calendar: Calendar, counted: Course, total: int) -> Ended:
    """The last of so many days."""
    if clock.limit.unit == "working_days":
        last = _working(calendar, counted, total)
        return Ended(last, last)
    last = _calendar(counted, total)
    return Ended(last, _moved(calendar, counted, last) if last and clock.limit.last_day == "moves" else last)


def _working(calendar: Calendar, counted: Course, total: int) -> date | None:
    last = calendar.after(counted.first - ONE_DAY, total)
    for start, end in counted.stood:
        if start > last:
            break
        if end is None:
            return None
        if stood := calendar.working_days(start, end):
            last = calendar.after(last, stood)
    return last


def _calendar(counted: Course, total: int) -> date | None:
    last = counted.first + (total - 1) * ONE_DAY
    for start, end in counted.stood:
        if start > last:
            break
        if end is None:
            return None
        last += end - start + ONE_DAY
    return last


def _moved(calendar: Calendar, counted: Course, last: date) -> date | None:
    """The first working day from `last` on, on which the clock does not stand."""
    day = calendar.next_working(last)
    for start, end in counted.stood:
        if end is not None and end < day:
            continue
        if start > day:
            break
        if end is None:
            return None
        day = calendar.next_working(end + ONE_DAY)
    return day


def _days(spans: Iterable[Span], first: date, calendar: Calendar) -> list[Days]:
    """The days on which the clock stood, from `first` on, in order and apart from each other.

    A pause takes every day it reaches into, except that one which begins and ends within a day takes none.
    """
    found: list[Days] = []
    for start, end in spans:
        days = _days_of(local(start, calendar), local(end, calendar) if end else None)
        if days is None or (days[1] is not None and days[1] < first):
            continue
        days = (max(days[0], first), days[1])
        if found and (before := found[-1][1]) is not None and before >= days[0]:
            found[-1] = (found[-1][0], days[1])
        else:
            found.append(days)
    return found


def _days_of(start: datetime, end: datetime | None) -> Days | None:
    if end is None:
        return start.date(), None
    last = end.date() if end.time() > time() else end.date() - ONE_DAY
    whole = start.time() == time() and end.time() == time()
    return None if start.date() == last and not whole else (start.date(), last)


def _extended(clock: Clock, extension: Extension, calendar: Calendar, found: Course) -> Course:
    why = "" if extension.granted else _refusal(clock, extension, calendar, found)
    total = found.total if why else found.total + extension.amount
    accepted = found.accepted if why else (*found.accepted, extension)
    refused = (*found.refused, (extension, why)) if why else found.refused
    return Course(found.receipt, found.first, found.stood, found.spans, total, accepted, refused)


def _refusal(clock: Clock, extension: Extension, calendar: Calendar, found: Course) -> str:
    limit = clock.limit
    if extension.amount < 1:
        return "not_positive"
    if clock.answered_at is not None and extension.declared_at.astimezone(UTC) >= clock.answered_at.astimezone(UTC):
        return "answered"
    if limit.extended_to is None:
        return "no_extension"
    if limit.extensions is not None and len(found.accepted) >= limit.extensions:
        return "too_many"
    if found.total + extension.amount > limit.extended_to:
        return "too_long"
    end = moment_of(clock, calendar, found, found.total)
    return "declared_late" if end is not None and is_late(clock, local(extension.declared_at, calendar), end) else ""


def is_late(clock: Clock, at: datetime, end: datetime) -> bool:
    """Whether a moment in the calendar's zone is after the last one; the last second of a day belongs to it."""
    return at.astimezone(UTC) > end.astimezone(UTC) if clock.limit.in_hours else at.date() > end.date()
