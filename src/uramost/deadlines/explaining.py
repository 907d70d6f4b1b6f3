"""How a date was computed, step by step, in the order in which a person would count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from uramost.deadlines.calendar import ONE_DAY, Calendar, Holiday, all_names
from uramost.deadlines.clock import Clock, Pause, Suspension
from uramost.deadlines.counting import Course, ended
from uramost.deadlines.receipt import local
from uramost.deadlines.steps import Step


@dataclass(frozen=True, slots=True)
class Facts:
    """What was computed: moments in the calendar's zone; `left` of the limit when the clock stands."""

    course: Course
    latest: datetime | None
    planned: datetime | None
    silence_from: datetime | None
    estimates: tuple[Holiday, ...]
    left: int


def explained(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[Step]:
    """The steps from receipt to what silence means."""
    yield from _receipt(facts.course, calendar)
    yield from _limit(clock, facts.course, calendar)
    yield from _closed_days(clock, calendar, facts)
    yield from _pauses(clock, calendar, facts)
    yield from _extensions(clock, facts.course, calendar)
    yield from _end(clock, calendar, facts)
    yield from _planned(clock, facts)
    yield from _silence(clock, calendar, facts)


def _step(code: str, /, **values: Any) -> Step:
    return Step(code, values)


def _receipt(course: Course, calendar: Calendar) -> Iterator[Step]:
    came, counts = course.receipt.came, course.receipt.day
    yield _step("received", at=came)
    if course.receipt.why == "holiday":
        holidays = calendar.holidays_on(came.date())
        yield _step("received_on_holiday", counts=counts, holiday=holidays[0].code, names=all_names(holidays))
    elif course.receipt.why:
        yield _step(RECEIVED[course.receipt.why], counts=counts)


RECEIVED = {
    "after_hours": "received_after_hours",
    "weekend": "received_on_weekend",
    "not_open": "received_when_not_open",
}


def _limit(clock: Clock, course: Course, calendar: Calendar) -> Iterator[Step]:
    limit = clock.limit
    yield _step("limit", limit=limit.code, amount=clock.amount, unit=limit.unit, source=limit.source)
    if "unit" in limit.assumed:
        yield _step("assumed_unit", unit=limit.unit)
    if limit.in_hours:
        yield _step("hours_run")
        return
    first = calendar.next_working(course.first) if limit.unit == "working_days" else course.first
    yield _step("counted_with" if limit.first_day == "counted" else "counted_after", first=first)
    if "first_day" in limit.assumed:
        yield _step("assumed_first_day")


def _closed_days(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[Step]:
    if clock.limit.unit != "working_days":
        return
    days = _days(facts.course.first, _until(facts))
    weekends = tuple(day for day in days if calendar.why_closed(day) == "weekend")
    if weekends:
        yield _step("weekends", days=len(weekends), dates=weekends)
    for day in days:
        if calendar.why_closed(day) == "holiday":
            holidays = calendar.holidays_on(day)
            yield _step(
                "skipped_in_lieu" if all(entry.observed for entry in holidays) else "skipped",
                date=day,
                holiday=holidays[0].code,
                names=all_names(holidays),
                estimated=any(entry.estimated for entry in holidays),
            )


def _pauses(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[Step]:
    of_course = _hours_stood if clock.limit.in_hours else _days_stood
    told: set[Pause] = set()
    for step, reasons in of_course(clock, calendar, facts):
        told.update(reasons)
        yield step
    for pause in _in_order(clock):
        if pause not in told:
            yield _step("pause_without_effect", start=local(pause.start, calendar), reason=pause.reason)


def _days_stood(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[tuple[Step, list[Pause]]]:
    last = facts.latest.date() if facts.latest else None
    for start, end in facts.course.stood:
        if last is not None and start > last:
            return
        within = [pause for pause in _in_order(clock) if _touches(pause, start, end, calendar)]
        reason = _reasons(within)
        if end is None:
            yield _stands(clock, calendar, facts, reason), within
            return
        days = _days(start, end)
        if clock.limit.unit == "working_days":
            days = [day for day in days if calendar.is_working(day)]
        yield _step("paused", first=start, last=end, days=len(days), reason=reason), within


def _hours_stood(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[tuple[Step, list[Pause]]]:
    received = clock.received_at.astimezone(UTC)
    last = facts.latest.astimezone(UTC) if facts.latest else None
    for start, end in facts.course.spans:
        if (end is not None and end <= received) or (last is not None and start >= last):
            continue
        within = [pause for pause in _in_order(clock) if start <= pause.start and (end is None or pause.start < end)]
        reason = _reasons(within)
        if end is None:
            yield _stands(clock, calendar, facts, reason), within
            return
        yield _step("paused_hours", start=local(start, calendar), end=local(end, calendar), reason=reason), within


def _stands(clock: Clock, calendar: Calendar, facts: Facts, reason: str) -> Step:
    since = next(start for start, end in facts.course.spans if end is None)
    return _step("stands", since=local(since, calendar), reason=reason, left=facts.left, unit=clock.limit.unit)


def _touches(pause: Pause, start: date, end: date | None, calendar: Calendar) -> bool:
    first = local(pause.start, calendar).date()
    last = local(pause.end, calendar).date() if pause.end else None
    return (end is None or first <= end) and (last is None or last >= start)


def _reasons(pauses: list[Pause]) -> str:
    return ", ".join(dict.fromkeys(pause.reason for pause in pauses if pause.reason))


def _extensions(clock: Clock, course: Course, calendar: Calendar) -> Iterator[Step]:
    unit = clock.limit.unit
    if course.accepted and "extended_to" in clock.limit.assumed:
        yield _step("assumed_extended_to")
    for entry in course.accepted:
        yield _step(
            "extended",
            amount=entry.amount,
            unit=unit,
            declared=local(entry.declared_at, calendar),
            reason=entry.reason,
            told=local(entry.told_at, calendar) if entry.told_at else None,
        )
    for entry, why in course.refused:
        yield _step(
            "extension_refused", amount=entry.amount, unit=unit, declared=local(entry.declared_at, calendar), why=why
        )


def _end(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[Step]:
    if facts.latest is None:
        return
    if clock.limit.in_hours:
        if facts.latest.utcoffset() != facts.course.receipt.came.utcoffset():
            yield _step("clocks_changed")
        yield _step("last_moment", at=facts.latest)
        return
    yield from _moved(clock, calendar, facts)
    if clock.limit.unit == "calendar_days" and "last_day" in clock.limit.assumed:
        yield _step("assumed_last_day")
    yield _step("last_day", date=facts.latest.date())
    for day in facts.estimates:
        yield _step("may_move", date=day.date, holiday=day.code, names=day.names)


def _moved(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[Step]:
    counted = ended(clock, calendar, facts.course, facts.course.total).counted
    if counted is None or facts.latest is None or counted == facts.latest.date():
        return
    why = calendar.why_closed(counted)
    if why == "holiday":
        holidays = calendar.holidays_on(counted)
        yield _step("moved_off_holiday", counted=counted, holiday=holidays[0].code, names=all_names(holidays))
    else:
        yield _step("moved_off_weekend", counted=counted)


def _planned(clock: Clock, facts: Facts) -> Iterator[Step]:
    if facts.planned is None or clock.norm is None:
        return
    norm = clock.norm + facts.course.total - clock.amount
    if clock.limit.in_hours:
        yield _step("planned_moment", at=facts.planned, amount=norm, unit=clock.limit.unit)
    else:
        yield _step("planned", date=facts.planned.date(), amount=norm, unit=clock.limit.unit)


def _silence(clock: Clock, calendar: Calendar, facts: Facts) -> Iterator[Step]:
    limit = clock.limit
    if limit.binds != "authority" or facts.latest is None:
        return
    if limit.silence in ("none", "unknown"):
        yield _step(f"silence_{limit.silence}")
        return
    for entry in clock.suspensions:
        if _suspends(entry, facts):
            until = local(entry.end, calendar) if entry.end else None
            yield _step("silence_suspended", start=local(entry.start, calendar), end=until, reason=entry.reason)
    if facts.silence_from is not None:
        yield _step(f"silence_{limit.silence}", since=facts.silence_from)
        if "silence" in limit.assumed:
            yield _step("assumed_silence")


def _suspends(entry: Suspension, facts: Facts) -> bool:
    """Whether it keeps silence from meaning something at some moment after the last one."""
    before = facts.silence_from is None or entry.start.astimezone(UTC) < facts.silence_from.astimezone(UTC)
    return before and (entry.end is None or facts.latest is None or entry.end > facts.latest)


def _in_order(clock: Clock) -> list[Pause]:
    return sorted(clock.pauses, key=lambda pause: (pause.start.astimezone(UTC), pause.reason))


def _until(facts: Facts) -> date:
    """Until when closed days are told: the last day, or the day before the clock came to stand."""
    if facts.latest is not None:
        return facts.latest.date()
    return next(start for start, end in facts.course.stood if end is None) - ONE_DAY


def _days(first: date, last: date) -> list[date]:
    return [first + offset * ONE_DAY for offset in range((last - first).days + 1)]
